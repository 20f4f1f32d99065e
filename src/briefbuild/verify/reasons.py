"""What is wrong with a declaration, in the words of the problem that tells of it."""

from __future__ import annotations

HIDES = "takes text out of sight"
MOVES = "moves text off the screen, or over other text"
CUTS = "may cut text off: what doesn’t fit isn’t shown"
UNSURE = "isn’t known to leave text in sight"
COVERS = "may lie over text and cover it"
TURNS = "turns the order of letters, or letters themselves, around"
MOVING = "may end, or begin, with text out of sight"
FADES = "makes letters pale, and by how much can’t be worked out"
LAID = "lays what follows over the text"
FAR = 500.0
"""Pixels beyond which a box is off the screen, or over other text."""
