"""The brief's text files within the PDF."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from briefbuild.load import load
from tests.verify.sample import BRIEF, Sample, make


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("sources")
    made = make(folder)
    (folder / "brief" / "private.md").write_text("Not in the brief.\n", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def document(sample: Sample) -> pikepdf.Pdf:
    return pikepdf.open(sample.file("pdf"))


def test_the_files_that_the_brief_names_are_there_byte_for_byte(
    sample: Sample, document: pikepdf.Pdf
) -> None:
    names = ["brief.yaml", "sections/a.md", "sections/b.md"]
    assert list(document.attachments) == names
    for name in names:
        held = document.attachments[name].get_file().read_bytes()
        assert held == (sample.folder / "brief" / name).read_bytes()


def test_each_says_what_it_is_and_how_it_belongs(document: pikepdf.Pdf) -> None:
    kinds = {name: file.get_file().mime_type for name, file in document.attachments.items()}
    assert set(kinds.values()) == {"application/yaml", "text/markdown"}
    for file in document.attachments.values():
        assert file.relationship == pikepdf.Name.Source
        assert file.description == "Source: Rivers and their Names"
        assert file.get_file().creation_date == datetime(2023, 1, 1, tzinfo=UTC)
        assert file.get_file().mod_date == datetime(2023, 1, 1, tzinfo=UTC)


def test_the_document_lists_them_once(document: pikepdf.Pdf) -> None:
    listed = [str(file.UF) for file in document.Root.AF]
    assert listed == sorted(document.attachments)


def test_a_file_is_attached_as_it_was_written_not_as_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "sections").mkdir()
    (tmp_path / "brief.yaml").write_text(BRIEF.replace("sections/a.md, ", ""), encoding="utf-8")
    written = "\ufeff# Where rivers end\r\n\r\nCafe\u0301.\r\n".encode()
    (tmp_path / "sections" / "b.md").write_bytes(written)
    assert load(tmp_path).files["sections/b.md"] == written
    assert load(tmp_path).texts["sections/b.md"] == "# Where rivers end\n\nCaf\u00e9.\n"
