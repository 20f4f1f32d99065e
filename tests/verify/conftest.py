"""The sample brief, prepared once."""

from __future__ import annotations

import pytest

from tests.verify.sample import Sample, make


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make(tmp_path_factory.mktemp("sample"))
