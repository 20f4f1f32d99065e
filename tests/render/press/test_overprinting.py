"""Overprinting is on for text in full black, and off before anything else is painted."""

from __future__ import annotations

import pikepdf
import pytest

from briefbuild.render.press.overprinting import overprinted

BLACK, BLUE = b"0 0 0 1 k", b"1 0.6 0 0.5 k"
ON, OFF = "/BlackOverprints gs", "/Knockout gs"


def states(content: bytes) -> list[str]:
    """The content's instructions after the change, those alone that paint or set a state."""
    pdf = pikepdf.new()
    made = overprinted(pikepdf.parse_content_stream(pdf.make_stream(content)))
    lines = pikepdf.unparse_content_stream(list(made)).decode().splitlines()
    return [line for line in lines if line.split()[-1] in ("gs", "Tj", "f", "re", "Do", "q", "Q")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"BT " + BLACK + b" (a) Tj (b) Tj ET", [ON, "(a) Tj", "(b) Tj"]),
        (b"BT " + BLUE + b" (a) Tj ET", ["(a) Tj"]),
        (b"BT " + BLACK + b" (a) Tj " + BLUE + b" (b) Tj ET", [ON, "(a) Tj", OFF, "(b) Tj"]),
        (
            b"BT " + BLACK + b" (a) Tj ET 0 0 9 9 re f",
            [ON, "(a) Tj", OFF, "0 0 9 9 re", "f"],
        ),
        (b"BT " + BLACK + b" (a) Tj ET /X Do", [ON, "(a) Tj", OFF, "/X Do"]),
        (
            BLACK + b" q BT (a) Tj ET Q 0 0 9 9 re f",
            ["q", ON, "(a) Tj", "Q", "0 0 9 9 re", "f"],
        ),
        (BLACK + b" 0 0 9 9 re f", ["0 0 9 9 re", "f"]),
        (BLACK + b" /Pattern cs /p scn BT (a) Tj ET", ["(a) Tj"]),
    ],
)
def test_only_black_text_overprints(content: bytes, expected: list[str]) -> None:
    assert states(content) == expected
