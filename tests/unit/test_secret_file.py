"""A secret is made once, whole, and for one user; whoever starts second uses the first one's."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from api.auth import Sessions
from drafting.errors import VaultLocked
from drafting.secret_file import made_once
from drafting.settings import Settings


def test_of_many_that_start_together_all_get_the_same_whole_secret(tmp_path: Path) -> None:
    numbers = count()
    with ThreadPoolExecutor(8) as pool:
        made = list(
            pool.map(
                lambda _: made_once(tmp_path / "x.key", lambda: b"secret-%d" % next(numbers), what="x", variable="X"),
                range(40),
            )
        )
    assert len(set(made)) == 1
    assert made[0].startswith(b"secret-")
    assert [p.name for p in tmp_path.iterdir()] == ["x.key"]


def test_the_session_secret_is_for_one_user(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    token = Sessions.from_settings(settings).issue("session", "ana")
    assert stat.S_IMODE((tmp_path / "session.key").stat().st_mode) == 0o600
    assert Sessions.from_settings(settings).read("session", token, 60) is not None
    (tmp_path / "session.key").chmod(0o644)
    with pytest.raises(VaultLocked, match="session secret"):
        Sessions.from_settings(settings)
