"""The vault's master keys: made once and for one user, rotated without loss, gone when closed, and silent."""

from __future__ import annotations

import pickle
import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from drafting.errors import VaultLocked
from drafting.redaction.registry import CaseRegistry, Entry, Form
from drafting.redaction.vault import KEY_FILE, CaseRegistries, Keyring, dump_entry, load_entry
from drafting.settings import Settings


def keys(*given: bytes) -> Settings:
    return Settings(vault_keys=SecretStr(", ".join(k.decode() for k in given)))


def test_what_is_sealed_opens_again_and_shows_nothing() -> None:
    ring = Keyring.from_settings(keys(Fernet.generate_key()))
    sealed = ring.seal(b"Anna Schmidt")
    assert b"Anna" not in sealed
    assert ring.open(sealed) == b"Anna Schmidt"


def test_an_older_key_still_opens_and_rotation_moves_to_the_newest() -> None:
    old, new = Fernet.generate_key(), Fernet.generate_key()
    sealed = Keyring.from_settings(keys(old)).seal(b"x")
    both = Keyring.from_settings(keys(new, old))
    assert both.open(sealed) == b"x"
    rotated = both.seal(both.open(sealed))
    assert Keyring.from_settings(keys(new)).open(rotated) == b"x"
    with pytest.raises(VaultLocked):
        Keyring.from_settings(keys(old)).open(rotated)


def test_a_wrong_key_or_changed_bytes_lock_the_vault_and_say_what_to_do() -> None:
    ring = Keyring.from_settings(keys(Fernet.generate_key()))
    sealed = Keyring.from_settings(keys(Fernet.generate_key())).seal(b"x")
    with pytest.raises(VaultLocked, match="COUNTERSIGN_VAULT_KEYS"):
        ring.open(sealed)
    with pytest.raises(VaultLocked):
        ring.open(ring.seal(b"x")[:-2] + b"AA")


def test_a_malformed_key_is_named_by_its_place_and_not_shown() -> None:
    with pytest.raises(VaultLocked, match=r"key 2 of 2") as caught:
        Keyring.from_settings(keys(Fernet.generate_key(), b"tooshort"))
    assert "tooshort" not in str(caught.value)


def test_no_key_at_all_says_how_to_make_one() -> None:
    with pytest.raises(VaultLocked, match="Make one"):
        Keyring.from_settings(Settings(vault_keys=SecretStr(" , ")))


def test_the_key_file_is_made_once_for_one_user(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    sealed = Keyring.from_settings(settings).seal(b"x")
    path = settings.data_dir / KEY_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    before = path.read_bytes()
    assert Keyring.from_settings(settings).open(sealed) == b"x"
    assert path.read_bytes() == before
    assert [p.name for p in settings.data_dir.iterdir()] == [KEY_FILE]


def test_a_key_file_that_others_can_read_is_refused_with_the_remedy(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    Keyring.from_settings(settings)
    (tmp_path / KEY_FILE).chmod(0o640)
    with pytest.raises(VaultLocked, match="chmod 600"):
        Keyring.from_settings(settings)


def test_a_keyring_shows_nothing_and_is_not_pickled() -> None:
    key = Fernet.generate_key()
    ring = Keyring.from_settings(keys(key))
    assert key.decode() not in repr(ring)
    assert repr(ring) == "<Keyring>"
    with pytest.raises(TypeError):
        pickle.dumps(ring)


def test_a_closed_keyring_has_overwritten_its_keys_and_opens_nothing() -> None:
    ring = Keyring([Fernet.generate_key(), Fernet.generate_key()])
    sealed, held = ring.seal(b"x"), list(ring._keys)
    ring.close()
    assert [bytes(key) for key in held] == [bytes(44)] * 2
    for work in (ring.open, ring.seal):
        with pytest.raises(VaultLocked, match="closed"):
            work(sealed)


def test_an_entry_survives_its_bytes() -> None:
    entry = Entry(
        "<PERSON_2>", "PERSON", "Änna\ud83d", frozenset({"requester", "agent"}), (Form("änna", frozenset({"account"})),)
    )
    assert load_entry(dump_entry(entry)) == entry


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"\xff", b'{"placeholder":"<PERSON_1>","kind":"PERSON","forms":[]}', b"[]", b"null"]
)
def test_bytes_that_are_no_entry_lock_the_vault_and_are_not_quoted(data: bytes) -> None:
    with pytest.raises(VaultLocked) as caught:
        load_entry(data)
    assert caught.value.__context__ is None  # a decoder's error has the bytes in its repr


def test_a_case_comes_back_in_the_order_it_was_numbered() -> None:
    store = CaseRegistries()
    registry = CaseRegistry("c")
    for number in range(12):
        registry.placeholder("EMAIL_ADDRESS", f"p{number}@example.com", "requester")
    changed = store.changed(registry)
    store.saved(registry)
    assert store.changed(registry) == {}
    loaded = store.load("c", [changed[p] for p in sorted(changed)])
    assert loaded.entries == registry.entries
    assert loaded.placeholder("EMAIL_ADDRESS", "new@example.com", "requester") == "<EMAIL_ADDRESS_13>"


def test_loading_opens_nothing_again_and_a_lookup_reads_no_other_entry() -> None:
    """Constant work: a value is found by its key, however many there are."""
    store = CaseRegistries()
    registry = CaseRegistry("c")
    for number in range(300):
        registry.placeholder("EMAIL_ADDRESS", f"p{number}@example.com", "requester")
    loaded = store.load("c", list(store.changed(registry).values()))
    assert store.changed(loaded) == {}
    assert loaded.placeholder("EMAIL_ADDRESS", "P7@example.com", "requester") == "<EMAIL_ADDRESS_8>"
    assert list(store.changed(loaded)) == ["<EMAIL_ADDRESS_8>"]  # the new spelling of one entry, nothing else
