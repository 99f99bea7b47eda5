"""The key of one case: random, sealed under the master key beside the case, in memory only while something is opened.

AES-256-GCM (NIST SP 800-38D), bound to the place of the sealed thing, so a row copied to another case or draft does
not open there. A nonce is random; one case seals far fewer than the 2**32 values for which that is safe.

What can be overwritten in memory is: the key, a `bytearray`. What cannot: the immutable `bytes` in which the master
key hands it over, and every `str` of an opened value. Those are only let go.
"""

from __future__ import annotations

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from drafting.errors import VaultLocked
from drafting.ports import Sealer

MARK: Final = b"\x01"  # begins what a case key sealed; what a master key seals (a Fernet token) begins with "g"
_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12


class CaseKey:
    """Seals and opens what belongs to one case. Use it in a `with`: the key is overwritten at the end."""

    __slots__ = ("_key",)

    def __init__(self, key: bytearray) -> None:
        """Takes `key` (32 bytes) over: `close` overwrites it in place."""
        self._key = key

    def __repr__(self) -> str:
        return "<CaseKey>"

    def __reduce__(self) -> str:
        raise TypeError("a key is not copied or pickled")

    def __enter__(self) -> CaseKey:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @classmethod
    def new(cls) -> CaseKey:
        return cls(bytearray(os.urandom(_KEY_BYTES)))

    @classmethod
    def unwrapped(cls, master: Sealer, case_id: str, wrapped: bytes) -> CaseKey:
        """The key as it is kept with its case. Raises VaultLocked when it is another case's, or no master key fits."""
        opened = bytearray(master.open(wrapped))
        place = _place("case-key", case_id)
        key = opened[len(place) :]
        good = opened.startswith(place) and len(key) == _KEY_BYTES
        _overwrite(opened)
        if not good:
            raise VaultLocked("The key of a case stands with another case; it is not used.")
        return cls(key)

    def wrapped(self, master: Sealer, case_id: str) -> bytes:
        """The key under the newest master key: what is kept with the case."""
        return master.seal(_place("case-key", case_id) + self._key)

    def seal(self, place: tuple[str, ...], data: bytes) -> bytes:
        """`place` names where it will stand: table, case or draft, placeholder."""
        nonce = os.urandom(_NONCE_BYTES)
        return MARK + nonce + self._cipher().encrypt(nonce, data, _place(*place))

    def open(self, place: tuple[str, ...], sealed: bytes) -> bytes:
        """Raises VaultLocked when it was sealed for another place or with another key, or changed since."""
        nonce = sealed[len(MARK) : len(MARK) + _NONCE_BYTES]
        try:
            return self._cipher().decrypt(nonce, sealed[len(MARK) + _NONCE_BYTES :], _place(*place))
        except (InvalidTag, ValueError):  # ValueError: too short to hold a nonce
            pass
        raise VaultLocked("A sealed value was changed, or stands where it was not written; it is not opened.")

    def close(self) -> None:
        """Overwrites the key; the cipher's own copy goes with it (OpenSSL cleanses what it frees)."""
        _overwrite(self._key)
        self._key = bytearray()

    def _cipher(self) -> AESGCM:
        if not self._key:
            raise VaultLocked("This key is closed.")
        return AESGCM(self._key)


def _place(*parts: str) -> bytes:
    """Parts joined by NUL bytes, which no id holds, with one at the end."""
    return b"".join(part.encode() + b"\0" for part in parts)


def _overwrite(secret: bytearray) -> None:
    secret[:] = bytes(len(secret))
