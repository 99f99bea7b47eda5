"""What the compiler has looked at before and found good, so that a change costs only what it touches.

A check is known by a fingerprint of everything that it reads: the code that judges, the files, and its own name. It
is noted only when the whole corpus passed, and a check whose fingerprint is not there runs; so a note that is lost,
old or damaged costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from drafting.policy.diagnostics import Diagnostic

_MOST: Final = 4_000  # fingerprints that are kept, the newest; a corpus has about two hundred


class Check(NamedTuple):
    """One job of the compiler. `reads`: its name, and digests of every file that its findings depend on."""

    reads: tuple[str, ...]
    run: Callable[[], Iterable[Diagnostic]]


class Passed:
    """The fingerprints in a file; without one, nothing is known and nothing kept. `code`: a digest of what judges."""

    def __init__(self, note: Path | None = None, code: str = "") -> None:
        self._note = note
        self._code = code
        self._known: dict[str, None] = {}
        if note is not None:
            with suppress(OSError):
                self._known = dict.fromkeys(note.read_text(encoding="ascii", errors="ignore").split())

    def knows(self, check: Check) -> bool:
        return self._fingerprint(check) in self._known

    def keep(self, checks: Iterable[Check]) -> None:
        """Notes the checks, each of which found nothing. A folder that cannot be written keeps nothing."""
        new = [self._fingerprint(check) for check in checks]
        if self._note is None or all(one in self._known for one in new):
            return
        for one in new:
            self._known.pop(one, None)  # the newest stand last
            self._known[one] = None
        with suppress(OSError):
            draft = self._note.with_name(f"{self._note.name}.{os.getpid()}")
            draft.write_text("\n".join([*self._known][-_MOST:]) + "\n", encoding="ascii")
            draft.replace(self._note)

    def _fingerprint(self, check: Check) -> str:
        return digest_of(self._code, *check.reads)


def digest_of(*parts: str | bytes) -> str:
    """SHA-256 over the parts, each with its length before it, so that no two lists look alike."""
    total = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        total.update(len(raw).to_bytes(8, "big"))
        total.update(raw)
    return total.hexdigest()
