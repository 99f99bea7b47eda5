"""The forms of the ids that states give to people, country by country, and the checksum that each carries."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Final, Literal, NamedTuple

import regex

# `always`: long and distinctive, counts anywhere. `alone`: about one number in ten would pass, so it counts only where
# it is the whole message or a word such as "identity" or "tax" stands near it.
Trust = Literal["always", "alone"]


class Form(NamedTuple):
    """An id. `shape` is matched against the value in capitals without separators, `written`, where it is given, against
    the value as it stands; `check` is a python-stdnum module or a function of this file; empty where there is none."""

    name: str
    shape: str
    trust: Trust
    check: str = ""
    written: str = ""


_VEHICLE: Final = {
    **dict(zip("ABCDEFGH", range(1, 9), strict=True)),
    **dict(zip("JKLMN", range(1, 6), strict=True)),
    **dict(zip("STUVWXYZ", range(2, 10), strict=True)),
    "P": 7,
    "R": 9,
}

# -- checks that python-stdnum does not have, or has only with a slow table ---------------------------------------


def _weighted(digits: str, weights: str) -> int:
    return sum(int(d) * int(w, 16) for d, w in zip(digits, weights, strict=False))


def _crossed(digits: str, weights: str) -> int:
    """The sum of the digit sums of the products."""
    return sum(sum(divmod(int(d) * int(w), 10)) for d, w in zip(digits, weights, strict=False))


def _letter(char: str) -> str:
    return f"{ord(char) - 64:02d}"


def _ymd(digits: str) -> bool:
    """A date of birth as yymmdd, in either century."""
    return _is_date(f"20{digits[:2]}", digits[2:4], digits[4:6]) or _is_date(
        f"19{digits[:2]}", digits[2:4], digits[4:6]
    )


def _is_date(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _luhn_after(prefix: str, digits: str) -> bool:
    return bool(importlib.import_module("stdnum.luhn").is_valid(prefix + digits))


def _icao(value: str) -> bool:
    """ICAO Doc 9303 part 3: weights 7, 3, 1; letters count from 10."""
    total = sum(int(c, 36) * (7, 3, 1)[i % 3] for i, c in enumerate(value[:-1]))
    return value[-1].isdigit() and total % 10 == int(value[-1])


def _nric(value: str) -> bool:
    """Singapore: weights 2765432, an offset of 4 for T and G and of 3 for M, a letter table for each series."""
    total = (_weighted(value[1:8], "2765432") + {"T": 4, "G": 4, "M": 3}.get(value[0], 0)) % 11
    table = {"S": "JZIHGFEDCBA", "T": "JZIHGFEDCBA", "F": "XWUTRQPNMLK", "G": "XWUTRQPNMLK", "M": "KLJNPQRTUWX"}[
        value[0]
    ]
    return table[10 - total if value[0] == "M" else total] == value[8]


def _chinese(value: str) -> bool:
    """GB 11643-1999: ISO 7064 mod 11-2 and a date. (The library's check reads a table of places for 80 ms.)"""
    good = importlib.import_module("stdnum.iso7064.mod_11_2").is_valid(value)
    return bool(good) and _is_date(value[6:10], value[10:12], value[12:14])


def _south_african(value: str) -> bool:
    return _ymd(value) and _luhn_after("", value)


def _vehicle(value: str) -> bool:
    """ISO 3779 as North America reads it: letters count by their place in their row, the ninth character checks."""
    values = (int(c) if c.isdecimal() else _VEHICLE[c] for c in value)
    total = sum(v * w for v, w in zip(values, (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    return value[8] == ("X" if total == 10 else str(total))


def _pension(value: str) -> bool:
    """Rentenversicherungsnummer (VKVV § 4), with the day of birth, plus 50 where it is ambiguous."""
    day, month = int(value[2:4]) % 50, int(value[4:6])
    sums = _crossed(value[:8] + _letter(value[8]) + value[9:11], "212571212121")
    return 1 <= day <= 31 and 1 <= month <= 12 and sums % 10 == int(value[11])


OWN: Final[dict[str, Callable[[str], bool]]] = {
    "icao": _icao,
    "nric": _nric,
    "chinese": _chinese,
    "south african": _south_african,
    "pension": _pension,
    "npi": lambda v: len(set(v[:-1])) > 1 and _luhn_after("80840", v),
    "health": lambda v: _crossed(_letter(v[0]) + v[1:9], "1212121212") % 10 == int(v[9]),
    "doctor": lambda v: (_weighted(v[:6], "494949") + int(v[6])) % 10 == 0 and len(set(v)) > 1,
    "finnish": lambda v: (
        "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(v[:6] + v[-4:-1]) % 31] == v[-1] and _is_date("2000", v[2:4], v[:2])
    ),
    "medicare": lambda v: _weighted(v[:8], "13791379") % 10 == int(v[8]),
    "philippine": lambda v: len(set(v)) > 2 and _weighted(v[:8], "98765432") % 11 == int(v[8]),
    "driver": lambda v: not v.startswith("99999") and regex.match(r"[A-Z]+9*\d", v) is not None,
    "korean": _ymd,
    "korean checked": lambda v: _ymd(v) and (11 - _weighted(v[:12], "234567892345") % 11) % 10 == int(v[12]),
    "danish": lambda v: _is_date("2000", v[2:4], v[:2]),
    "malaysian": _ymd,
    "vin": lambda v: any(c.isdecimal() for c in v) and _vehicle(v),
    "snils": lambda v: _weighted(v[:9], "987654321") % 101 % 100 == int(v[9:]),
    "taiwanese": lambda v: (
        _weighted(str("ABCDEFGHJKLMNPQRSTUVXYWZIO".index(v[0]) + 10) + v[1:], "19876543211") % 10 == 0
    ),
}


@lru_cache(maxsize=128)
def module(name: str) -> Callable[[str], bool]:
    """python-stdnum's check of one number. Imported at first use: the package costs 60 ms."""
    check: Callable[[str], bool] = importlib.import_module(f"stdnum.{name}").is_valid
    return check


def passes(form: Form, compact: str, written: str) -> bool:
    """Whether a value that has the form's length fits it. `compact` is in capitals and without separators."""
    if not _compiled(form.shape).fullmatch(compact) or (
        form.written and not _compiled(form.written).fullmatch(written)
    ):
        return False
    if not form.check:
        return True
    return (OWN.get(form.check) or module(form.check))(compact)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)


_MBI: Final = "[AC-HJKMNP-RT-Y]"
_D3: Final = r"\d{3}[ -]\d{3}[ -]\d{3}"

FORMS: Final[tuple[Form, ...]] = (
    # United States, Canada, Mexico
    Form("US ITIN", r"9\d\d(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}", "always", written=r"\d{3}[ -]\d\d[ -]\d{4}"),
    Form("US ITIN", r"9\d\d(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}", "alone", written=r"\d{3}[ -]?\d\d[ -]?\d{4}"),
    Form("US NPI", r"[12]\d{9}", "alone", "npi", r"\d{10}|\d{4}[ -]\d{3}[ -]\d{3}"),
    Form("US Medicare", rf"[1-9]{_MBI}[0-9AC-HJKMNP-RT-Y]\d{_MBI}[0-9AC-HJKMNP-RT-Y]\d{_MBI}{{2}}\d\d", "always"),
    Form("US routing", r"[0123678]\d{8}", "alone", "us.rtn", r"\d{9}|\d{4}-\d{4}-\d"),
    Form("CA SIN", r"[1-79]\d{8}", "alone", "ca.sin", rf"\d{{9}}|{_D3}"),
    Form("MX CURP", r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d", "always", "mx.curp"),
    Form("MX RFC", r"[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}", "always", "mx.rfc"),
    Form("vehicle", r"(?=.*[A-Z].*[A-Z])[A-HJ-NPR-Z0-9]{8}[\dX][A-HJ-NPR-Z0-9]{8}", "always", "vin", r"[A-Z0-9]{17}"),
    # South America
    Form("BR CPF", r"\d{11}", "always", "br.cpf"),
    Form("BR CNPJ", r"\d{14}", "always", "br.cnpj"),
    Form("AR CUIT", r"\d{11}", "always", "ar.cuit", r"\d\d-\d{8}-\d"),
    Form("CL RUT", r"\d{7,8}[\dK]", "always", "cl.rut", r"\d{1,2}\.\d{3}\.\d{3}-[\dkK]"),
    Form("CL RUT", r"\d{7,8}[\dK]", "alone", "cl.rut", r"\d{7,8}-[\dkK]"),
    # United Kingdom, Ireland
    Form("UK NINO", r"(?!BG|GB|KN|NK|NT|TN|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z]\d{6}[A-D]", "always"),
    Form("UK NHS", r"\d{10}", "alone", "gb.nhs", r"\d{10}|\d{3}[ -]\d{3}[ -]\d{4}"),
    Form(
        "UK driving",
        r"[A-Z9]{5}\d(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])(?:0[1-9]|[12]\d|3[01])\d[A-Z9]{2}[A-Z0-9][A-Z]{2}",
        "always",
        "driver",
    ),
    Form("UK, IT, PH passport", r"[A-Z]{2}\d{7}", "alone", written=r"[A-Za-z]{2}\d{7}"),
    Form("UK VAT", r"GB\d{9}", "always", "gb.vat"),
    Form("IE PPS", r"\d{7}[A-W][A-IW]?", "always", "ie.pps", r"\d{7}[A-Wa-w]{1,2}"),
    # Germany, Austria, Switzerland
    Form("DE tax", r"[1-9]\d{10}", "alone", "de.idnr"),
    Form("DE pension", r"\d{8}[A-Z]\d{3}", "always", "pension"),
    Form("DE health", r"[A-Z]\d{9}", "alone", "health"),
    Form("DE identity card, passport", r"[CFGHJK-NPRTV-Z][CFGHJK-NPRTV-Z0-9]{7}\d", "alone", "icao"),
    Form("DE doctor", r"\d{9}", "alone", "doctor", r"\d{9}"),
    Form("AT insurance", r"[1-9]\d{9}", "alone", "at.vnr", r"\d{4} ?\d{6}"),
    Form("CH insurance", r"756\d{10}", "always", "ch.ssn"),
    Form("CH company", r"CHE\d{9}", "always", "ch.uid"),
    # France, Belgium, Netherlands
    Form("FR NIR", r"[1-478]\d\d(?:0[1-9]|[1-9]\d)(?:\d\d|2[AB])\d{8}", "always", "fr.nir"),
    Form("BE national", r"\d{11}", "always", "be.nn"),
    Form("NL BSN", r"\d{9}", "alone", "nl.bsn", r"\d{9}|\d{4}\.\d\d\.\d{3}"),
    # Spain, Portugal, Italy
    Form("ES DNI", r"\d{8}[A-Z]", "always", "es.dni", r"[\d.]{8,10}[- ]?[A-Za-z]"),
    Form("ES NIE", r"[XYZ]\d{7}[A-Z]", "always", "es.nie"),
    Form("ES CIF", r"[A-HJNP-SUVW]\d{7}[0-9A-J]", "alone", "es.cif"),
    Form("ES passport", r"[A-Z]{3}\d{6}", "alone", written=r"[A-Za-z]{3}\d{6}"),
    Form("PT NIF", r"[1-9]\d{8}", "alone", "pt.nif", r"\d{9}|\d{3} \d{3} \d{3}"),
    Form("IT fiscal", r"[A-Z]{6}[\dL-NP-V]{2}[A-EHLMPR-T][\dL-NP-V]{2}[A-Z][\dL-NP-V]{3}[A-Z]", "always"),
    Form("IT VAT", r"\d{11}", "alone", "it.iva", r"\d{11}"),
    Form("IT driving", r"[A-Z]{2}\d{7}[A-Z]|U1[B-HJ-NP-Z0-9]{7}[A-Z]", "always"),
    Form("IT identity card", r"[A-Z]{2}\d{5}[A-Z]{2}", "alone"),
    # the North
    Form("SE personal", r"\d{10}", "always", "se.personnummer", r"\d{6}[-+]\d{4}"),
    Form("SE personal", r"(?:19|20)\d{10}", "always", "se.personnummer"),
    Form("SE personal", r"\d{10}", "alone", "se.personnummer"),
    Form("SE organisation", r"\d\d[2-9]\d{7}", "alone", "se.orgnr", r"\d{6}-?\d{4}"),
    Form(
        "FI personal", r"\d{9}[0-9A-Y]|\d{6}[A-FU-Y]\d{3}[0-9A-Y]", "always", "finnish", r"\d{6}[-+A-FU-Ya-fu-y]\d{3}\w"
    ),
    Form("DK personal", r"\d{10}", "always", "danish", r"\d{6}-\d{4}"),
    Form("NO birth", r"\d{11}", "always", "no.fodselsnummer", r"\d{6}[ -]?\d{5}"),
    # Eastern Europe, Russia
    Form("PL PESEL", r"\d{11}", "alone", "pl.pesel", r"\d{11}"),
    Form("PL NIP", r"\d{10}", "alone", "pl.nip", r"\d{10}|\d{3}-\d{3}-\d\d-\d\d|\d{3}-\d\d-\d\d-\d{3}"),
    Form("CZ, SK birth", r"\d{9,10}", "always", "cz.rc", r"\d{6}/\d{3,4}"),
    Form("RO personal", r"[1-9]\d{12}", "alone", "ro.cnp"),
    Form("HR personal", r"\d{11}", "alone", "hr.oib", r"\d{11}"),
    Form("EE, LT personal", r"[1-8]\d{10}", "alone", "ee.ik", r"\d{11}"),
    Form("BG personal", r"\d{10}", "alone", "bg.egn", r"\d{10}"),
    Form("RU insurance", r"\d{11}", "always", "snils", r"\d{3}-\d{3}-\d{3}[ -]\d\d"),
    Form("RU tax", r"\d{12}", "alone", "ru.inn", r"\d{12}"),
    # Turkey, Israel, South Africa
    Form("TR identity", r"[1-9]\d{10}", "always", "tr.tckimlik", r"\d{11}"),
    Form("IL identity", r"\d{9}", "alone", "il.idnr", r"\d{9}"),
    Form("ZA identity", r"\d{10}[0-2][89]\d", "always", "south african"),
    # India
    Form("IN Aadhaar", r"[2-9]\d{11}", "always", "in_.aadhaar", r"\d{4}[ -]\d{4}[ -]\d{4}"),
    Form("IN Aadhaar", r"[2-9]\d{11}", "alone", "in_.aadhaar", r"\d{12}"),
    Form("IN PAN", r"[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]", "always", written=r"[A-Z]{5}\d{4}[A-Z]"),
    Form("IN PAN", r"[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]", "alone"),
    Form("IN GSTIN", r"\d{2}[A-Z]{5}\d{4}[A-Z][A-Z\d]Z[A-Z\d]", "always", "in_.gstin"),
    Form("IN voter", r"[A-Z]{3}\d{7}", "alone", "in_.epic"),
    Form("IN passport", r"[A-PR-WY][1-9]\d{5}[1-9]", "alone"),
    # East and South-East Asia
    Form("CN resident", r"[1-8]\d{16}[\dX]", "always", "chinese"),
    Form("KR resident", r"\d{6}[1-8]\d{6}", "always", "korean", r"\d{6}-\d{7}"),
    Form("KR resident", r"\d{6}[1-8]\d{6}", "alone", "korean checked", r"\d{13}"),
    Form("KR driving", r"(?:1[1-9]|2[0-8])\d{10}", "always", written=r"\d\d-\d\d-\d{6}-\d\d"),
    Form("KR passport", r"[MSROD](?:\d{8}|\d{3}[A-Z]\d{4})", "alone", written=r"\w{9}"),
    Form("JP My Number", r"\d{12}", "alone", "jp.in_", r"\d{12}|\d{4}[ -]\d{4}[ -]\d{4}"),
    Form("SG identity", r"[STFGM]\d{7}[A-Z]", "always", "nric"),
    Form("SG identity", r"[STFGM]\d{7}[A-Z]", "alone"),
    Form("SG company", r"[TSR]\d\d[A-Z]{2}\d{4}[A-Z]", "always", "sg.uen"),
    Form("SG company", r"\d{8,9}[A-Z]", "alone", "sg.uen", r"\d{8,9}[A-Za-z]"),
    Form(
        "TH identity",
        r"[1-9](?:[134]\d|2[0-7]|5[0-8]|[67][0-7]|[89][0-6])\d{10}",
        "alone",
        "th.pin",
        r"\d{13}|\d-\d{4}-\d{5}-\d\d-\d",
    ),
    Form("PH tax", r"\d{9}|\d{12}", "always", "philippine", r"\d{3}-\d{3}-\d{3}-\d{3}"),
    Form("PH tax", r"\d{9}|\d{12}", "alone", "philippine"),
    Form("PH UMID, SSS", r"\d{12}|\d{10}", "always", written=r"\d{4}-\d{7}-\d|\d\d-\d{7}-\d"),
    Form("MY identity", r"\d{12}", "always", "malaysian", r"\d{6}-\d\d-\d{4}"),
    Form("TW identity", r"[A-Z][1289]\d{8}", "alone", "taiwanese"),
    # Australia, New Zealand
    Form("AU business", r"\d{11}", "always", "au.abn", r"\d\d \d{3} \d{3} \d{3}"),
    Form("AU business", r"\d{11}", "alone", "au.abn"),
    Form("AU company", r"\d{9}", "alone", "au.acn", r"\d{9}|\d{3} \d{3} \d{3}"),
    Form("AU tax", r"\d{9}", "alone", "au.tfn", r"\d{9}|\d{3} \d{3} \d{3}"),
    Form("AU Medicare", r"[2-6]\d{9}", "always", "medicare", r"\d{4} \d{5} \d"),
    Form("AU Medicare", r"[2-6]\d{9}", "alone", "medicare", r"\d{10}"),
    Form("NZ tax", r"\d{8,9}", "alone", "nz.ird", r"\d{9}|\d{2,3}-\d{3}-\d{3}"),
    # the European Union
    Form(
        "EU VAT",
        r"(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK)[0-9A-Z]{8,12}",
        "always",
        "eu.vat",
    ),
)


@lru_cache(maxsize=1)
def numeric() -> tuple[Form, ...]:
    """The forms that may begin with a digit."""
    return tuple(f for f in FORMS if any(_compiled(f.shape).fullmatch(digit, partial=True) for digit in "0123456789"))
