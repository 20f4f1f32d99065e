"""What the import contracts in pyproject.toml cannot say: a renderer is known by its name.

`render/pdf.py` and `render/pdf_notes.py` belong to one renderer, which knows nothing of `epub*`
and `docx*`. import-linter has no pattern for a part of a module's name.
"""

from __future__ import annotations

from collections.abc import Iterable

import grimp

RENDERERS = {"pdf", "epub", "docx"}


def renderer(module: str) -> str | None:
    """Return the renderer that a module of briefbuild.render belongs to, if to one."""
    family = module.removeprefix("briefbuild.render.").split("_")[0]
    return family if family in RENDERERS else None


def crossings(imports: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the imports, (importer, imported), that lead from one renderer to another."""
    return [
        (importer, imported)
        for importer, imported in imports
        if (ours := renderer(importer)) and (theirs := renderer(imported)) and ours != theirs
    ]


def test_no_renderer_knows_another() -> None:
    graph = grimp.build_graph("briefbuild")
    modules = sorted(module for module in graph.modules if renderer(module))
    assert {renderer(module) for module in modules} == RENDERERS
    imports = [
        (module, imported)
        for module in modules
        for imported in sorted(graph.find_modules_directly_imported_by(module))
    ]
    assert crossings(imports) == []


def test_an_import_between_renderers_is_seen() -> None:
    render = "briefbuild.render"
    bad = (f"{render}.epub_cover", f"{render}.pdf_tags")
    good = [
        (f"{render}.epub", f"{render}.epub_cover"),
        (f"{render}.pdf_notes", f"{render}.hypertext"),
        (f"{render}.formats", f"{render}.docx"),
    ]
    assert crossings([bad, *good]) == [bad]
