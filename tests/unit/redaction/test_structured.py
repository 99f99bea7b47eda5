"""Values with a form or a label of their own, found together, and the ordinary writing that stays as it is."""

from __future__ import annotations

import random
import time

import pytest

from drafting.redaction.ids.find import STRUCTURED_KINDS, find_structured
from drafting.redaction.ids.phones import find_phones

TICKET = """Hello, I'm 34. My user name is quill_otter, account #88-1234-9, from 192.0.2.17 (00:00:5E:00:53:01)
at 2026-03-15T14:30Z. Write to anna@example.com. Card 4111 1111 1111 1111, IBAN DE89 3704 0044 0532 0130 00,
SSN 219-09-9999, wallet 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa, born on 12/05/1990, IMEI 490154203237518,
license plate 7ABC123, docket 1:23-cv-04567-ABC, I stood at 48.858370, 2.294481.

name;street;town;phone
Quill Otter;1 Sample Way;Sampletown;555 0100 100"""

ORDINARY = """17 U.S.C. § 512(c)(3)(A)(iii), 18 USC 2703(d), Art. 17 GDPR, Regulation (EU) 2022/2065, 47 CFR 64.1200.
RFC 2616, CVE-2024-12345, issue #123, PR #4567, commit 9d5ed678fe57bcca610140957afab571a1b2c3d4, lines 120-145.
Copyright registration TX 1-905-952, VA 2-222-333; trademark registration no. 4,123,456, serial number 88123456.
Version 10.2.3.4 of 12 November 2026, 2026-11-20, Nov 3 and 3/11/2026; Python 3.11.4, ISBN 978-3-16-148410-0.
Users under 13 may not join; our account is 3 years old; a 14 day period; within 10 business days; 1,234,567 files.
Lenz v. Universal Music Corp., 815 F.3d 1145 (9th Cir. 2016); Case C-311/18; ticket ZD-1042, invoice INV-2026-001."""

HOSTILE = (
    *("a", "1", " ", "\n", "-", "a.", "a@", "1:", "f:", "1.", "1 ", "1-", "(1", "+1 ", "1° ", "A1 ", "AB-", "12 Ab "),
    *("is ", "age ", "user ", "account: ", "born ", "one ", "under ", "no. 1/02 and ", "call ", "12 years old "),
    *(
        "(212) 555-",
        "lat 1.5 ",
        "4111 ",
        "@a1 and ",
        "accounts a_1 and ",
        "it is 1",
        "drives a ",
        "name,email\n",
        "1\n",
    ),
)


def test_every_kind_is_found() -> None:
    assert {s.kind for s in find_structured(TICKET)} == set(STRUCTURED_KINDS)


@pytest.mark.parametrize("line", ORDINARY.splitlines())
def test_what_a_ticket_is_about_stays(line: str) -> None:
    assert [line[s.start : s.end] for s in (*find_structured(line), *find_phones(line))] == []


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_time_grows_with_the_length(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    start = time.process_time()
    for find in (find_structured, find_phones):
        list(find(text))
    assert time.process_time() - start < 10  # a square would take minutes


def test_hexadecimal_noise_takes_no_longer() -> None:
    text = "".join(random.Random(1).choices("0123456789abcdef:", k=20_000))
    start = time.process_time()
    list(find_structured(text))
    assert time.process_time() - start < 10
