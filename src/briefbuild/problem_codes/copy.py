"""The codes of the copy-check: what an editor would ask about, and its switches and ignores.

A rule's code is its name under `checks:` and in `<!-- check: ignore … -->`.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefbuild.problem_codes.code import Code

SWITCHING: Mapping[str, Code] = {
    "check-unknown": Code("error", "there is no rule “{rule}” of the copy-check", "{hint}"),
    "ignore-unknown": Code("warning", "there is no rule “{rule}” of the copy-check", "{hint}"),
    "ignore-reason": Code(
        "warning",
        "nothing says why “{rule}” is to be ignored here, so it isn’t",
        "write <!-- check: ignore {rule} because … -->",
    ),
    "ignore-unneeded": Code(
        "warning",
        "“{rule}” finds nothing here that could be ignored",
        "delete the comment; it holds for the lines around it, or for the paragraph right below",
    ),
}

WORDING: Mapping[str, Code] = {
    "word-doubled": Code("query", "“{word}”: the same word twice", "delete one of the two"),
}

COPY: Mapping[str, Code] = {**SWITCHING, **WORDING}
