"""Government ids of eighteen kinds, cards and bank accounts, each with the check digits its issuer defines."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

from tests.support_mail.pieces import Piece

Made = tuple[str, str]  # a label as people write it, and the number


def luhn(digits: str) -> str:
    """The digits with their Luhn check digit (ISO/IEC 7812-1)."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        doubled = int(char) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return digits + str(-total % 10)


def digits(rng: Random, count: int) -> str:
    return str(rng.randint(1, 9)) + "".join(str(rng.randint(0, 9)) for _ in range(count - 1))


def _ssn(rng: Random) -> Made:
    area, group, serial = rng.randint(101, 665), rng.randint(10, 99), rng.randint(1000, 9999)
    return rng.choice(("SSN", "social security number", "SSN:")), f"{area}-{group}-{serial}"


def _itin(rng: Random) -> Made:
    return "ITIN", f"9{rng.randint(10, 99)}-{rng.randint(70, 88)}-{rng.randint(1000, 9999)}"


def _nino(rng: Random) -> Made:
    number = digits(rng, 6)
    value = f"{rng.choice('ABCEHJ')}{rng.choice('ABCEGH')} {number[:2]} {number[2:4]} {number[4:]} {rng.choice('ABCD')}"
    return rng.choice(("National Insurance number", "NI number", "NINO")), rng.choice((value, value.replace(" ", "")))


def _nhs(rng: Random) -> Made:
    while True:
        body = digits(rng, 9)
        check = 11 - sum(int(d) * (10 - i) for i, d in enumerate(body)) % 11
        if check != 10:
            value = body + str(check % 11)
            return "NHS number", f"{value[:3]} {value[3:6]} {value[6:]}"


def _sin(rng: Random) -> Made:
    value = luhn(rng.choice("124567") + digits(rng, 7))
    return rng.choice(("SIN", "social insurance number")), f"{value[:3]} {value[3:6]} {value[6:]}"


def _aadhaar(rng: Random) -> Made:
    body = str(rng.randint(2, 9)) + digits(rng, 10)
    value = body + _verhoeff(body)
    return rng.choice(("Aadhaar", "my Aadhaar number is", "Aadhaar no.")), f"{value[:4]} {value[4:8]} {value[8:]}"


def _pan(rng: Random) -> Made:
    letters = "".join(rng.choice("ABCDEFGHJKLMNPRST") for _ in range(3))
    return rng.choice(
        ("PAN", "PAN card no.")
    ), f"{letters}P{rng.choice('ABDKMRS')}{digits(rng, 4)}{rng.choice('ABCDEFGH')}"


def _steuer_id(rng: Random) -> Made:
    first = rng.choice("123456789")
    order = [first, *rng.sample("0123456789".replace(first, ""), 9)]
    order[rng.randint(2, 9)] = first  # one digit comes twice, one not at all
    body = "".join(order)
    product = 10
    for char in body:
        rest = (int(char) + product) % 10 or 10
        product = rest * 2 % 11
    value = body + str((11 - product) % 10)
    return rng.choice(("Steuer-ID", "German tax id", "Steueridentifikationsnummer")), value


def _nir(rng: Random) -> Made:
    born = f"{rng.randint(1, 2)}{rng.randint(50, 99)}{rng.randint(1, 12):02}"
    body = f"{born}{rng.randint(10, 95)}{rng.randint(100, 990)}{rng.randint(100, 990)}"
    value = f"{body}{97 - int(body) % 97:02}"
    cut = (1, 3, 5, 7, 10, 13)
    spaced = " ".join(value[a:b] for a, b in zip((0, *cut), (*cut, 15), strict=True))
    return rng.choice(("numéro de sécurité sociale", "NIR")), rng.choice((value, spaced))


def _dni(rng: Random) -> Made:
    number = rng.randint(10_000_000, 99_999_999)
    return rng.choice(("DNI", "Spanish DNI")), f"{number}{'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]}"


def _bsn(rng: Random) -> Made:
    while True:
        body = digits(rng, 8)
        check = sum(int(d) * (9 - i) for i, d in enumerate(body)) % 11
        if check < 10:
            return "BSN", body + str(check)


def _cpf(rng: Random) -> Made:
    body = digits(rng, 9)
    for _ in range(2):
        total = sum(int(d) * (len(body) + 1 - i) for i, d in enumerate(body))
        body += str(total * 10 % 11 % 10)
    return "CPF", f"{body[:3]}.{body[3:6]}.{body[6:9]}-{body[9:]}"


def _pesel(rng: Random) -> Made:
    body = f"{rng.randint(50, 99)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(1000, 9999)}"
    total = sum(int(d) * w for d, w in zip(body, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3), strict=True))
    return "PESEL", body + str(-total % 10)


def _personnummer(rng: Random) -> Made:
    body = f"{rng.randint(50, 99)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(100, 999)}"
    value = luhn(body)
    return rng.choice(("personnummer", "Swedish personal number")), f"{value[:6]}-{value[6:]}"


def _hetu(rng: Random) -> Made:
    day = f"{rng.randint(1, 28):02}{rng.randint(1, 12):02}{rng.randint(50, 99)}"
    number = rng.randint(100, 899)
    return "henkilötunnus", f"{day}-{number}{'0123456789ABCDEFHJKLMNPRSTUVWXY'[int(f'{day}{number}') % 31]}"


def _tfn(rng: Random) -> Made:
    while True:
        value = digits(rng, 9)
        if sum(int(d) * w for d, w in zip(value, (1, 4, 3, 7, 5, 8, 6, 9, 10), strict=True)) % 11 == 0:
            return rng.choice(("TFN", "tax file number")), f"{value[:3]} {value[3:6]} {value[6:]}"


def _passport(rng: Random) -> Made:
    letters = "".join(rng.choice("CFGHJKLMNPRTVWXYZ") for _ in range(2))
    value = rng.choice((digits(rng, 9), f"{letters[0]}{digits(rng, 8)}", f"{letters}{digits(rng, 7)}"))
    return rng.choice(("passport no.", "Passport number", "passport", "Passport No:")), value


def _driving(rng: Random) -> Made:
    label = rng.choice(("driver's license", "driving licence number", "DL #", "driver license no."))
    return label, f"{rng.choice('ABDFKNSY')}{digits(rng, 7)}"


GOVERNMENT: Final[tuple[Callable[[Random], Made], ...]] = (
    _ssn, _ssn, _itin, _nino, _nhs, _sin, _aadhaar, _pan, _steuer_id, _nir, _dni, _bsn, _cpf, _pesel, _personnummer,
    _hetu, _tfn, _passport, _passport, _driving,
)  # fmt: skip


def government(rng: Random) -> list[Piece]:
    """A label and the number beside it."""
    label, value = rng.choice(GOVERNMENT)(rng)
    link = " " if label.endswith((":", ".", "#", "is")) else rng.choice((" ", ": ", " is "))
    return [Piece(label + link), Piece(value, "government id")]


def card(rng: Random) -> list[Piece]:
    """A number in the test ranges of the schemes."""
    prefix, length = rng.choice(
        (
            ("4242424", 16),
            ("4111111", 16),
            ("5555555", 16),
            ("222300", 16),
            ("378282", 15),
            ("601111", 16),
            ("356600", 16),
            ("305693", 14),
        )
    )
    value = luhn(prefix + digits(rng, length - len(prefix) - 1))
    cut = (4, 10) if length < 16 else (4, 8, 12)
    parts = [value[a:b] for a, b in zip((0, *cut), (*cut, length), strict=True)]
    return [Piece(rng.choice((" ", " ", "-", "")).join(parts), "card")]


def iban(rng: Random) -> list[Piece]:
    """ISO 13616: country, two check digits of mod 97, and as many digits as the country writes."""
    country, bank, length = rng.choice(
        (
            ("DE", "", 18),
            ("GB", "MIDL", 14),
            ("FR", "", 23),
            ("NL", "ABNA", 10),
            ("ES", "", 20),
            ("IT", "X", 22),
            ("PL", "", 24),
            ("CH", "", 17),
            ("AT", "", 16),
            ("BE", "", 12),
            ("SE", "", 20),
            ("NO", "", 11),
        )
    )
    body = bank + digits(rng, length)
    number = int("".join(str(int(c, 36)) for c in body + country + "00"))
    value = f"{country}{98 - number % 97:02}{body}"
    spaced = " ".join(value[i : i + 4] for i in range(0, len(value), 4))
    return [Piece(rng.choice((value, spaced, spaced)), "IBAN")]


def _verhoeff(body: str) -> str:
    """The check digit of Verhoeff 1969: products in the dihedral group D5, digits permuted by their place."""
    permutation, check = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4), 0
    for place, char in enumerate(reversed(body), start=1):
        digit = int(char)
        for _ in range(place % 8):
            digit = permutation[digit]
        check = _product(check, digit)
    return next(str(d) for d in range(10) if _product(check, d) == 0)


def _product(a: int, b: int) -> int:
    if a < 5:
        return (a + b) % 5 if b < 5 else 5 + (a + b) % 5
    return 5 + (a - b) % 5 if b < 5 else (a - b) % 5
