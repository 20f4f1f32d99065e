"""The rules of the copy-check, by theme."""

from __future__ import annotations

from briefbuild.copy_check.rule import Rule
from briefbuild.copy_check.words import doubled

RULES: tuple[Rule, ...] = (Rule("word-doubled", doubled),)
