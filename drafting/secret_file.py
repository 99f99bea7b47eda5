"""A secret that is made once, into a file that only its owner can read."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

from drafting.errors import VaultLocked


def made_once(path: Path, make: Callable[[], bytes], *, what: str, variable: str) -> bytes:
    """The secret in `path`, made by `make` where there is none yet (mode 0600, its folder 0700).

    `what` it is and the `variable` that would stand in for the file are words for the error: VaultLocked when the file
    cannot be read, or others can read it.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        if not path.exists():
            _write(path, make())
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if mode & 0o077:
                raise VaultLocked(
                    f"{path} has mode {mode:04o}: other users of this machine can read the {what}."
                    f" Run `chmod 600 {path}`, and replace the key if others may have read it."
                )
            return file.read().strip()
    except OSError as error:
        raise VaultLocked(f"{path}: {error.strerror}. Give this user the file back, or set {variable}.") from None


def _write(path: Path, secret: bytes) -> None:
    """A whole secret under its name or none: of two processes that start together, both use the one that came first."""
    fd, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")  # O_EXCL, mode 0600
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(secret + b"\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(name, path)  # fails if the file is already there
    finally:
        Path(name).unlink()
