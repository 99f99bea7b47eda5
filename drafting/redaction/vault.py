"""The keys of the vault, and how a registry entry becomes bytes. The store seals those bytes before it keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from pydantic import JsonValue

from drafting.errors import VaultLocked
from drafting.ports import Origin, Registry
from drafting.redaction.registry import CaseRegistry, Entry, Form
from drafting.secret_file import made_once
from drafting.settings import Settings

KEY_FILE = "vault.key"
_MAKE_ONE = 'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'


class Keyring:
    """Seals bytes with the newest key and opens them with any. Implements ports.Sealer. Shows nothing of its keys."""

    __slots__ = ("_fernet",)

    def __init__(self, keys: Sequence[bytes]) -> None:
        """`keys` are Fernet keys (32 bytes, url-safe base64), newest first. Raises VaultLocked naming a bad one."""
        if not keys:
            raise VaultLocked(f"There is no vault key. Make one with {_MAKE_ONE} and set COUNTERSIGN_VAULT_KEYS.")
        fernets = []
        for number, key in enumerate(keys, start=1):
            try:
                fernets.append(Fernet(key))
            except ValueError:
                raise VaultLocked(
                    f"Vault key {number} of {len(keys)} is not a Fernet key (32 bytes, url-safe base64). Make"
                    f" one with {_MAKE_ONE}."
                ) from None
        self._fernet = MultiFernet(fernets)

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

    def seal(self, data: bytes) -> bytes:
        return self._fernet.encrypt(data)

    def open(self, sealed: bytes) -> bytes:
        """Raises VaultLocked when no key fits or the bytes were changed."""
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken:
            raise VaultLocked(
                "The vault cannot be opened with the keys at hand. Put the key it was sealed with (an"
                " older one goes after"
                " the newest, separated by a comma) into COUNTERSIGN_VAULT_KEYS, or bring back the file vault.key."
            ) from None

    def rotate(self, sealed: bytes) -> bytes:
        """The same content under the newest key. Raises VaultLocked like `open`."""
        return self.seal(self.open(sealed))

    def seal_json(self, value: JsonValue) -> bytes:
        return self.seal(
            json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode(
                "utf-8", "surrogatepass"
            )
        )

    def open_json(self, sealed: bytes) -> JsonValue:
        return cast(JsonValue, json.loads(self.open(sealed).decode("utf-8", "surrogatepass")))


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
    """Raises VaultLocked when the bytes are no entry; the message does not quote them."""
    try:
        value: dict[str, Any] = json.loads(data.decode("utf-8", "surrogatepass"))
        first, *others = (Form(v, frozenset(cast("list[Origin]", origins))) for v, origins in value["forms"])
        return Entry(value["placeholder"], value["kind"], first.value, first.origins, tuple(others))
    except (ValueError, KeyError, TypeError):
        raise VaultLocked("An entry of the vault is not in the form this version writes.") from None


class CaseRegistries:
    """Implements ports.Registries: how the placeholders of a case become plain bytes and come back."""

    def load(self, case_id: str, entries: Sequence[bytes]) -> CaseRegistry:
        """Entries in the order they were handed out, whatever the order of the bytes."""
        return CaseRegistry(case_id, sorted((load_entry(e) for e in entries), key=_number))

    def changed(self, registry: Registry) -> Mapping[str, bytes]:
        return {e.placeholder: dump_entry(e) for e in _ours(registry).changed()}

    def saved(self, registry: Registry) -> None:
        _ours(registry).saved()


def _number(entry: Entry) -> tuple[str, int]:
    kind, number = entry.placeholder[1:-1].rsplit("_", 1)
    return kind, int(number)


def _ours(registry: Registry) -> CaseRegistry:
    if not isinstance(registry, CaseRegistry):
        raise TypeError("the vault keeps a CaseRegistry")
    return registry
