"""YAML nodes up to the limits of nesting and number, with what YAML itself reads before a value."""

from __future__ import annotations

from typing import Any, cast

import yaml

from briefbuild.limits import YAML_DEPTH, YAML_VALUES


class TooMuch(Exception):
    """A YAML text that is nested too deeply or holds too much: line and column from 0, the limit,
    and how much was found."""


class Composer(yaml.SafeLoader):
    """Composes nodes up to the limits, and keeps the mark of what stands before a value: a tag
    (`!word`) or an anchor (`&word`), which PyYAML takes for its own."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = self.values = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        self.depth, self.values = self.depth + 1, self.values + 1
        for limit, found in ((YAML_DEPTH, self.depth), (YAML_VALUES, self.values)):
            if found > limit.most:
                raise TooMuch(event.start_mark.line, event.start_mark.column, limit, found)
        node: Any = super().compose_node(parent, index)
        if not isinstance(event, yaml.AliasEvent) and (event.anchor or event.tag):
            node.prefix = f"&{event.anchor}" if event.anchor else event.tag
        self.depth -= 1
        return cast("yaml.Node | None", node)
