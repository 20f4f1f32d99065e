"""How much time and memory a build may take: every number in one place.

A text of 1 MB must end within a minute and a gigabyte, in files or in a problem; sizes of inputs
have limits of their own. Whoever has a longer text, and a machine for it, allows a multiple
(`--allow`). Seconds are those of work (CPU), so that a busy machine stops nobody.
"""

from __future__ import annotations

BUILD_SECONDS = 45
"""For what is made of a brief on each processor core, one thing after another: pictures, files,
proofs. What the program itself and pandoc do before is counted."""
PICTURE_SECONDS = 10
"""Of these, for one picture: ten times what the largest map takes."""
PANDOC_SECONDS, PANDOC_SECONDS_FOR_MB = 10, 5
"""For pandoc, each time that it runs: so many, and so many for each MB (10⁶ bytes) that it is
given, since it takes time in proportion to that."""
CLOCK = 6
"""How many times as long by the clock something may take: the machine may be busy, but what waits
for something that never comes must end, too."""
MEGABYTES = 940
"""For each process, of its own data: with the libraries that it shares it has a gigabyte."""
RESERVED_MEGABYTES = 500
"""Besides, for each picture: what draws charts reserves so much, and uses 80."""
PANDOC_HEAP, PANDOC_MEGABYTES = 800, 830
"""Megabytes of pandoc's own store, and of all its data: its code takes up to 170 besides."""
USUAL = f"{BUILD_SECONDS} seconds of work on each core, {MEGABYTES} MB for each process"
