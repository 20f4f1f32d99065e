"""The table of problem codes: severity, message and hint of each.

Wording rules: the message says what is wrong, in the editor's words, and quotes what was found;
the hint says what to do. Blanks in braces are filled from the problem's facts.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefbuild.problem_codes.code import Code
from briefbuild.problem_codes.copy import COPY
from briefbuild.problem_codes.figures import FIGURES
from briefbuild.problem_codes.files import FILES
from briefbuild.problem_codes.product import PRODUCT
from briefbuild.problem_codes.style import STYLE
from briefbuild.problem_codes.text import TEXT

CODES: Mapping[str, Code] = {**FILES, **TEXT, **FIGURES, **COPY, **STYLE, **PRODUCT}
