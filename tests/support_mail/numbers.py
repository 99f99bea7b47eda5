"""Invented numbers that lead to a person: telephones, devices, dates of birth, cases, badges, accounts."""

from __future__ import annotations

import uuid
from random import Random
from typing import Final

from tests.support_mail.official import digits, luhn
from tests.support_mail.pieces import NEUTRAL, Piece, words

# '#' is any digit. Where a regulator keeps numbers for fiction, they are from there: 555-01xx, Ofcom, ARCEP, PTS.
PHONES: Final = (
    "(212) 555-01##", "+1 415-555-01##", "312.555.01##", "1-646-555-01## ext. 204", "503 555 01##", "+1206555012#",
    "(718)555-01##", "+1 (617) 555 01##", "404-555-01##", "001 303 555 01##", "+1.786.555.01##", "512-555-01## x12",
    "020 7946 0###", "+44 20 7946 0###", "07700 900###", "+44 7700 900 ###", "0161 496 0###", "+44 (0)161 496 0###",
    "0113 4960 ###", "07700900###", "0044 7700 900###",
    "0171 39200##", "+49 171 39200##", "030 23125 ###", "+49 30 23125-###", "(030) 23125 ###", "+49 (0)40 66969 ###",
    "040/66969-###", "+4917139200##",
    "01 99 00 ## ##", "+33 1 99 00 ## ##", "06.39.98.##.##", "+33 (0)6 39 98 ## ##", "06 39 98 ## ##", "+336399801##",
    "+91 98765 4####", "098765 4####", "+91-80-2555 01##", "+91 98765-4####", "080 2555 01##",
    "613-555-01##", "+1 (514) 555-01##", "0491 570 1##", "+61 491 570 1##", "(02) 5550 ####",
    "+34 612 34 56 ##", "612 345 6##", "+39 06 1234 5###", "+31 20 555 0###", "06-1234 56##", "+48 22 555 01 ##",
    "+46 70 174 06 ##", "070-174 06 ##", "+55 11 95555-01##", "(11) 95555-01##", "+52 55 5555 01##",
    "+234 803 555 01##", "0803 555 01##", "+254 712 555 0##", "+27 82 555 01##", "082 555 01##",
    "+81 90-5555-01##", "090-5555-01##", "+82 10-5555-01##", "+86 138 5555 01##", "+41 44 555 01 ##",
    "044 555 01 ##", "+43 1 555 01##", "+353 1 555 01##",
    "+90 532 555 01 ##", "+971 50 555 01##", "+63 917 555 01##", "+351 912 345 6##", "+420 601 555 0##",
    "+36 30 555 01##",
)  # fmt: skip
MONTHS: Final = words("January February March April May June July August September October November December")


def phone(rng: Random) -> list[Piece]:
    value = "".join(str(rng.randint(0, 9)) if c == "#" else c for c in rng.choice(PHONES))
    return [Piece(value, "telephone")]


def date(rng: Random, first: int, last: int) -> str:
    """A date in one of the ways people write it."""
    year, month, day = rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28)
    name = MONTHS[month - 1]
    return rng.choice(
        (
            f"{day} {name} {year}", f"{name} {day}, {year}", f"{year}-{month:02}-{day:02}",
            f"{day:02}.{month:02}.{year}",
            f"{month:02}/{day:02}/{year}", f"{day}/{month}/{year % 100:02}",
            f"{day} {name[:3]} {year}", f"{day:02}/{month:02}/{year}",
        )
    )  # fmt: skip


def birth(rng: Random) -> list[Piece]:
    return [Piece(date(rng, 1948, 2012), "date of birth")]


def age(rng: Random) -> list[Piece]:
    return [Piece(str(rng.randint(11, 84)), "age")]


def ip(rng: Random) -> list[Piece]:
    v4 = f"{rng.choice(('203.0.113', '198.51.100', '192.0.2'))}.{rng.randint(1, 254)}"
    groups = [f"{rng.randint(1, 0xFFFF):x}" for _ in range(6)]
    full = "2001:db8:" + ":".join(groups)
    short = f"2001:db8:{groups[0]}::{groups[1]}"
    return [Piece(rng.choice((v4, v4, v4, full, short)), "IP address")]


def mac(rng: Random) -> list[Piece]:
    parts = [f"{b:02x}" for b in b"\x02" + rng.randbytes(5)]
    dotted = ".".join("".join(parts[i : i + 2]) for i in (0, 2, 4))
    value = rng.choice((":".join(parts), ":".join(parts).upper(), "-".join(parts).upper(), dotted))
    return [Piece(value, "MAC address")]


def device(rng: Random) -> list[Piece]:
    """A label and the id beside it: IMEI, ICCID, advertising id, Android id, serial and UDID."""
    imei = luhn("35" + digits(rng, 12))
    serial = "C02" + "".join(rng.choice("FGHJKLMNPQRTVWXY0123456789") for _ in range(9))
    label, value = rng.choice(
        (
            ("IMEI ", imei),
            ("IMEI: ", f"{imei[:2]}-{imei[2:8]}-{imei[8:14]}-{imei[14]}"),
            ("ICCID: ", luhn("8944" + digits(rng, 14))),
            ("IDFA: ", str(uuid.UUID(bytes=rng.randbytes(16), version=4)).upper()),
            ("Android ID ", rng.randbytes(8).hex()),
            ("device id: ", rng.randbytes(8).hex()),
            ("serial number ", serial),
            ("device serial no. ", serial),
            ("UDID ", f"00008030-{rng.randbytes(8).hex().upper()}"),
        )
    )
    return [Piece(label), Piece(value, "device id")]


def case(rng: Random) -> list[Piece]:
    """A docket, case or crime reference as courts and forces of several countries write them; without a label."""
    n = rng.randint
    initials = "".join(rng.choice("ABCDHJKLMPRSW") for _ in range(3))
    year = n(19, 26)
    return [
        Piece(
            rng.choice(
                (
                    f"{n(1, 9)}:{year}-cv-{n(100, 9999):05}-{initials}", f"{n(1, 9)}:{year}-cr-{n(10, 999):05}",
                    f"{year}-CR-{n(100, 9999)}", f"20{year}-{n(100000, 999999):07}", f"CR/{n(1000, 29999)}/{year}",
                    f"{n(2, 480)} Js {n(100, 20000)}/{year}", f"{n(1000000, 9999999)}/{year}",
                    f"CV-20{year}-{n(1000, 99999):06}", f"{year}-mj-{n(100, 9999):05}",
                    f"20{year}/{n(100, 999)}-{initials[:2]}",
                    f"{initials}-{n(10000, 99999)}-{year}", f"GJ-20{year}-{n(10, 999)}",
                )
            ),
            "case number",
        )
    ]  # fmt: skip


def badge(rng: Random) -> list[Piece]:
    value = rng.choice(
        (
            str(rng.randint(101, 99999)),
            f"{rng.choice('ABDKPT')}-{rng.randint(100, 9999)}",
            f"PC{rng.randint(100, 9999)}",
        )
    )
    return [Piece(value, "badge")]


def account(rng: Random) -> list[Piece]:
    """An id of the host's own: account, user, workspace or customer, without a label."""
    letters = "".join(rng.choice("abcdefghjkmnpqrstuvwxyz23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _ in range(14))
    value = rng.choice(
        (
            f"acct_{letters}",
            f"usr_{letters[:10]}",
            digits(rng, 8),
            f"QH-{digits(rng, 6)}",
            f"u-{digits(rng, 7)}",
            f"ws_{letters[:12]}",
            digits(rng, 10),
        )
    )
    return [Piece(value, "account id")]


def years_old(rng: Random) -> list[Piece]:
    """`34 years old`, `34-year-old`, `34 yo`: what is said beside the number counts neither way."""
    return [*age(rng), Piece(rng.choice((" years old", " years of age", " yo", "-year-old", " y/o")), NEUTRAL)]
