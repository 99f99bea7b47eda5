"""Telephone numbers."""

from __future__ import annotations

import pytest

from drafting.redaction.ids.phones import find_phones
from drafting.redaction.placeholders import resolve


def found(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.kind) for s in resolve(find_phones(text))]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("Call +1 212 555 0100 today", "+1 212 555 0100", "PHONE_NUMBER"),
        ("phone: 555-0100", "555-0100", "PHONE_NUMBER"),
        ("Quill Otter\nSecurity Officer\n+12125550100", "+12125550100", "PHONE_NUMBER"),
        ("Tel. No: 612 345 676\nMail", "612 345 676", "PHONE_NUMBER"),
        ("write to a@example.com, 098765 43210", "098765 43210", "PHONE_NUMBER"),
        ("Sgt. Quill Otter, 07700900100", "07700900100", "PHONE_NUMBER"),
        ("telephone +44 20 7946\n0100. The", "+44 20 7946\n0100", "PHONE_NUMBER"),
        ("(415) 555-2671 ext. 12", "(415) 555-2671 ext. 12", "PHONE_NUMBER"),
        ("Tel. 030 901820", "030 901820", "PHONE_NUMBER"),
        ("You can call 70 555 010", "70 555 010", "PHONE_NUMBER"),
        ("mobile number 98765 43210.", "98765 43210", "PHONE_NUMBER"),
        ("tel:+1-212-555-0100", "+1-212-555-0100", "PHONE_NUMBER"),
        ("Reach me on WhatsApp 98765 43210", "98765 43210", "PHONE_NUMBER"),
        ("415.555.2671 x12", "415.555.2671 x12", "PHONE_NUMBER"),
        ("Call me at 4155552671", "4155552671", "PHONE_NUMBER"),
        ("My new number: 07700 900123", "07700 900123", "PHONE_NUMBER"),
        ("+49 (0)170 5550100", "+49 (0)170 5550100", "PHONE_NUMBER"),
        ("Tel.: 0049 30 901820", "0049 30 901820", "PHONE_NUMBER"),
        ("Signal: +33 6 12 34 56 78", "+33 6 12 34 56 78", "PHONE_NUMBER"),
        ("text 555-0199 after six", "555-0199", "PHONE_NUMBER"),
        ("my mobile no is 9876543210", "9876543210", "PHONE_NUMBER"),
        ("reach my wife at 020 7946 0018", "020 7946 0018", "PHONE_NUMBER"),
        ("0918 555 0100", "0918 555 0100", "PHONE_NUMBER"),
        ("09185550100", "09185550100", "PHONE_NUMBER"),
        ("Cep no: 05325550100", "05325550100", "PHONE_NUMBER"),
        ("5550 1199-Office", "5550 1199", "PHONE_NUMBER"),
        ("4155550142 (fax)", "4155550142", "PHONE_NUMBER"),
        ("Phone 555-0100", "555-0100", "PHONE_NUMBER"),
        ("write to a@example.org or (589) 555-0155.", "(589) 555-0155", "PHONE_NUMBER"),  # no such area
        ("telephone +33 (0)6\n39 98 66 71. The", "+33 (0)6\n39 98 66 71", "PHONE_NUMBER"),
        ("the number +55 11\n> 95555-0178.", "+55 11\n> 95555-0178", "PHONE_NUMBER"),
        ("It was 1-589-555-0155", "1-589-555-0155", "PHONE_NUMBER"),
    ],
)
def test_a_telephone_number_is_found(text: str, value: str, kind: str) -> None:
    assert (value, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "on 2026-11-23 at 09:00",
        "17 USC 512",
        "lines 120-145",
        "case number 12345678",
        "v1.2.3.4567890",
        "2019 2020 2021",
        "order 1234567890",
        "TX 1-905-952",
        "$1,234,567.00",
        "ISBN 978-3-16-148410-0",
        "row 1234567890 of 9876543210",
        "a file of 1234567890 bytes",
        "port 8080 and 198.51.100.999",
        "219-09-0000",
        "47 CFR 64.1200",
        "Regulation 2022/2065",
        "USD 1 234 567",
        "2222222221",
        "1234567890",
        "4111 1111 1111 1112",
        "991231-0012345",
        "77-11-654321-99",
        "user id 4155552671",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4",
        "timestamp=1700000000",
    ],
)
def test_a_look_alike_of_a_telephone_number_is_left_alone(text: str) -> None:
    assert found(text) == []
