"""The vault's master keys, and how a registry entry becomes bytes, which the store seals with the key of its case."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, cast

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from drafting.errors import VaultLocked
from drafting.ports import Origin, Registry
from drafting.redaction.guard import opened
from drafting.redaction.registry import CaseRegistry, Entry, Form
from drafting.secret_file import made_once
from drafting.settings import Settings

KEY_FILE = "vault.key"
_MAKE_ONE = 'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'


class Keyring:
    """The master keys: seals bytes with the newest and opens them with any. Implements ports.Sealer.

    Shows nothing of its keys, and overwrites its own copy of them on `close`. What Python does not let us overwrite:
    the string or bytes that the keys were read into, and those inside a Fernet object, which lives for one call here.
    """

    __slots__ = ("_keys",)

    def __init__(self, keys: Sequence[bytes]) -> None:
        """`keys` are Fernet keys (32 bytes, url-safe base64), newest first. Raises VaultLocked naming a bad one."""
        if not keys:
            raise VaultLocked(f"There is no vault key. Make one with {_MAKE_ONE} and set COUNTERSIGN_VAULT_KEYS.")
        for number, key in enumerate(keys, start=1):
            if not _is_fernet_key(key):
                raise VaultLocked(
                    f"Vault key {number} of {len(keys)} is not a Fernet key (32 bytes, url-safe base64). Make"
                    f" one with {_MAKE_ONE}."
                )
        self._keys = [bytearray(key) for key in keys]

    def __repr__(self) -> str:
        return "<Keyring>"

    def __reduce__(self) -> str:
        raise TypeError("a keyring is not copied or pickled")

    @classmethod
    def from_settings(cls, settings: Settings) -> Keyring:
        """Keys from the settings, else from `vault.key` in the data directory, which is made once (mode 0600).

        Raises VaultLocked when a key is malformed or others can read the file.
        """
        if settings.vault_keys is not None:
            given = settings.vault_keys.get_secret_value().split(",")
            return cls([key.strip().encode() for key in given if key.strip()])
        key = made_once(
            settings.data_dir / KEY_FILE, Fernet.generate_key, what="vault key", variable="COUNTERSIGN_VAULT_KEYS"
        )
        return cls([key])

    def close(self) -> None:
        """Overwrites the keys. Nothing can be sealed or opened afterwards."""
        for key in self._keys:
            key[:] = bytes(len(key))
        self._keys.clear()

    def seal(self, data: bytes) -> bytes:
        return self._fernet().encrypt(data)

    def open(self, sealed: bytes) -> bytes:
        """Raises VaultLocked when no key fits or the bytes were changed."""
        fernet = self._fernet()
        with suppress(InvalidToken):
            return fernet.decrypt(sealed)
        raise VaultLocked(
            "The vault cannot be opened with the keys at hand. Put the key it was sealed with (an older one goes after"
            " the newest, separated by a comma) into COUNTERSIGN_VAULT_KEYS, or bring back the file vault.key."
        )

    def _fernet(self) -> MultiFernet:
        if not self._keys:
            raise VaultLocked("The vault is closed.")
        return MultiFernet([Fernet(bytes(key)) for key in self._keys])


# -- entries as bytes ----------------------------------------------------------------------------------------


def dump_entry(entry: Entry) -> bytes:
    """An entry as canonical JSON. Plain bytes: seal them before they are kept."""
    value = {
        "placeholder": entry.placeholder,
        "kind": entry.kind,
        "forms": [[form.value, sorted(form.origins)] for form in entry.forms],
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8", "surrogatepass")


def load_entry(data: bytes) -> Entry:
    """Raises VaultLocked when the bytes are no entry; neither the message nor an error behind it quotes them."""
    with suppress(ValueError, KeyError, TypeError):
        value: dict[str, Any] = json.loads(data.decode("utf-8", "surrogatepass"))
        first, *others = (Form(v, frozenset(cast("list[Origin]", origins))) for v, origins in value["forms"])
        return Entry(value["placeholder"], value["kind"], first.value, first.origins, tuple(others))
    raise VaultLocked("An entry of the vault is not in the form this version writes.")


class CaseRegistries:
    """Implements ports.Registries: how the placeholders of a case become plain bytes and come back."""

    def load(self, case_id: str, entries: Sequence[bytes]) -> CaseRegistry:
        """Entries in the order they were handed out, whatever the order of the bytes."""
        registry = CaseRegistry(case_id, sorted((load_entry(e) for e in entries), key=_number))
        opened(registry)
        return registry

    def changed(self, registry: Registry) -> Mapping[str, bytes]:
        return {e.placeholder: dump_entry(e) for e in _ours(registry).changed()}

    def saved(self, registry: Registry) -> None:
        _ours(registry).saved()


def _is_fernet_key(key: bytes) -> bool:
    with suppress(ValueError):
        return bool(Fernet(key))
    return False


def _number(entry: Entry) -> tuple[str, int]:
    kind, number = entry.placeholder[1:-1].rsplit("_", 1)
    return kind, int(number)


def _ours(registry: Registry) -> CaseRegistry:
    if not isinstance(registry, CaseRegistry):
        raise TypeError("the vault keeps a CaseRegistry")
    return registry
