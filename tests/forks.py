"""Processes of their own that start in milliseconds: each is forked from one that has imported everything before.

What only a fresh interpreter shows (how long it takes to start, what it imports) is tested with `subprocess`.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import countersign
from drafting.settings import ROOT

TIMEOUT_S = 180
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([__name__, "tests.preloaded"])


class Done(NamedTuple):
    """How a process ended: exit code (minus the signal's number), output, errors."""

    code: int
    out: bytes
    err: bytes


def call(
    function: Callable[..., object], *arguments: object, given: bytes = b"", environment: Mapping[str, str] = os.environ
) -> Done:
    """Calls a function of a module in a process of its own, with just this environment. Raises after TIMEOUT_S."""
    with tempfile.TemporaryDirectory() as folder:
        streams = [Path(folder) / name for name in ("in", "out", "err")]
        streams[0].write_bytes(given)
        process = _context.Process(target=_inside, args=(streams, dict(environment), function, arguments))
        process.start()
        process.join(TIMEOUT_S)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"{function.__name__} did not end within {TIMEOUT_S} s: {streams[2].read_bytes()!r}")
        out, err = (path.read_bytes() if path.exists() else b"" for path in streams[1:])
        return Done(process.exitcode, out, err)


def command(*arguments: str) -> None:
    """`countersign` with these arguments."""
    sys.argv = ["countersign", *arguments]
    countersign.main()


def _inside(
    streams: list[Path], environment: dict[str, str], function: Callable[..., object], arguments: tuple[Any, ...]
) -> None:
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environment)
    for number, (path, flags) in enumerate(
        zip(streams, (os.O_RDONLY, os.O_WRONLY | os.O_CREAT, os.O_WRONLY | os.O_CREAT), strict=True)
    ):
        os.dup2(os.open(path, flags), number)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    function(*arguments)
