"""Crypto wallets with right checksums: base58 with double SHA-256, bech32, and Keccak-256 for Ethereum and Monero."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from random import Random
from typing import Final

BITCOIN: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
RIPPLE: Final = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_MASK: Final = (1 << 64) - 1


def wallet(rng: Random) -> str:
    """An address of one of nine chains (BIP 13, BIP 173, EIP-55 and the others' own documentation)."""
    body, key = rng.randbytes(20), rng.randbytes(32)
    return rng.choice(
        (
            _checked(b"\x00" + body),
            _checked(b"\x05" + body),
            _segwit("bc", body),
            _segwit("ltc", body),
            "0x" + _eip55(body.hex()),
            "0x" + body.hex(),
            _checked(b"\x1e" + body),
            _checked(b"\x41" + body),
            _checked(b"\x00" + body, RIPPLE),
            _base58(key),
            _monero(key + rng.randbytes(32)),
        )
    )


def keccak256(data: bytes) -> bytes:
    """Keccak with the padding of before SHA-3, rate 136 bytes; hashlib has only the later one."""
    padded = bytearray(data) + bytes(136 - len(data) % 136)
    padded[len(data)] ^= 0x01
    padded[-1] ^= 0x80
    state = [[0] * 5 for _ in range(5)]
    for start in range(0, len(padded), 136):
        for i in range(17):
            state[i % 5][i // 5] ^= int.from_bytes(padded[start + 8 * i : start + 8 * i + 8], "little")
        state = _permuted(state)
    return b"".join(state[i % 5][i // 5].to_bytes(8, "little") for i in range(4))


def _permuted(a: list[list[int]]) -> list[list[int]]:
    lfsr = 1
    for _ in range(24):
        c = [a[x][0] ^ a[x][1] ^ a[x][2] ^ a[x][3] ^ a[x][4] for x in range(5)]
        d = [c[(x + 4) % 5] ^ _rotated(c[(x + 1) % 5], 1) for x in range(5)]
        a = [[a[x][y] ^ d[x] for y in range(5)] for x in range(5)]
        x, y, current = 1, 0, a[1][0]
        for t in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, a[x][y] = a[x][y], _rotated(current, (t + 1) * (t + 2) // 2)
        for y in range(5):
            row = [a[x][y] for x in range(5)]
            for x in range(5):
                a[x][y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5])
        for j in range(7):
            lfsr = ((lfsr << 1) ^ ((lfsr >> 7) * 0x71)) % 256
            if lfsr & 2:
                a[0][0] ^= 1 << ((1 << j) - 1)
    return a


def _rotated(value: int, by: int) -> int:
    return ((value << by % 64) | (value >> (64 - by % 64))) & _MASK


def _eip55(body: str) -> str:
    digest = keccak256(body.encode()).hex()
    return "".join(c.upper() if int(d, 16) >= 8 else c for c, d in zip(body, digest, strict=False))


def _base58(data: bytes, alphabet: str = BITCOIN) -> str:
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = alphabet[rest] + text
    return alphabet[0] * (len(data) - len(data.lstrip(b"\0"))) + text


def _checked(payload: bytes, alphabet: str = BITCOIN) -> str:
    check = hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    return _base58(payload + check, alphabet)


def _monero(keys: bytes) -> str:
    data = b"\x12" + keys
    data += keccak256(data)[:4]
    blocks = [data[i : i + 8] for i in range(0, len(data), 8)]
    return "".join(_base58_number(block).rjust(11 if len(block) == 8 else 7, "1") for block in blocks)


def _base58_number(block: bytes) -> str:
    return _base58(block).lstrip("1")


def _segwit(prefix: str, program: bytes) -> str:
    bits = "".join(f"{byte:08b}" for byte in program)
    data = [0] + [int(bits[i : i + 5].ljust(5, "0"), 2) for i in range(0, len(bits), 5)]
    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    polymod = _polymod([*expanded, *data, 0, 0, 0, 0, 0, 0]) ^ 1
    check = [(polymod >> 5 * (5 - i)) & 31 for i in range(6)]
    return f"{prefix}1" + "".join(BECH32[d] for d in data + check)


def _polymod(values: Iterable[int]) -> int:
    generator = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for i in range(5):
            check ^= generator[i] if (top >> i) & 1 else 0
    return check
