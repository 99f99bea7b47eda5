"""What the slower tests share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from drafting.bootstrap import load_policies
from drafting.settings import Settings


@pytest.fixture(scope="session")
def _tried_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tried")
    load_policies(Settings(data_dir=folder))
    return folder


@pytest.fixture(scope="module")
def tried(_tried_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty data folder but for the note that the policies' own examples have come out right: that takes seconds."""
    return shutil.copytree(_tried_once, tmp_path_factory.mktemp("data") / "data")
