"""Transform: from the tree as it was read to the tree that every format is made from.

Each transform is a pure function from blocks to blocks and problems; this is the whole list, in
order. The conventions of the result stand in docs/architecture.md.
"""

from __future__ import annotations

from briefbuild.problems import Problem
from briefbuild.transform.acronyms import acronyms
from briefbuild.transform.attributes import attributes
from briefbuild.transform.components import components
from briefbuild.transform.context import Context, Transform
from briefbuild.transform.crossrefs import crossrefs
from briefbuild.transform.figures import figures
from briefbuild.transform.headings import headings
from briefbuild.transform.languages import languages
from briefbuild.transform.markup import markup
from briefbuild.transform.notes import notes
from briefbuild.transform.spacing import spacing
from briefbuild.transform.tables import tables
from briefbuild.transform.typography import typography
from briefbuild.tree import Nodes, uncollected

TRANSFORMS: tuple[Transform, ...] = (
    markup,
    components,
    attributes,
    languages,
    headings,
    figures,
    tables,
    notes,
    crossrefs,
    typography,
    spacing,
    acronyms,
)


@uncollected()
def transform(blocks: Nodes, context: Context) -> tuple[Nodes, list[Problem]]:
    """Apply every transform in order; problems of all of them, not only of the first."""
    problems: list[Problem] = []
    for step in TRANSFORMS:
        blocks, found = step(blocks, context)
        problems += found
    return blocks, problems
