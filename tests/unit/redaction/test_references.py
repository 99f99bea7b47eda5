"""Values that a label announces, and docket numbers."""

from __future__ import annotations

import pytest

from drafting.redaction.ids.references import find_references
from drafting.redaction.placeholders import resolve


def found(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.kind) for s in resolve(find_references(text))]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("badge no. 4471 on 3 May", "4471", "ID"),
        ("my customer number with you is 55501000.", "55501000", "ID"),
        ("the police in Sampletown, number 26-CR-0100.", "26-CR-0100", "CASE_NUMBER"),
        ("our file at the court is 2026/010-XY", "2026/010-XY", "CASE_NUMBER"),
        ("number CR/55501/26", "CR/55501/26", "CASE_NUMBER"),
        ("case 100 js 5550/26 here", "100 js 5550/26", "CASE_NUMBER"),
        ("tax file number is 555 010\n100, born", "555 010\n100", "ID"),
        ("Badge No. B-2291, Detective", "B-2291", "ID"),
        ("officer #2217 told me", "2217", "ID"),
        ("IMEI/MEID 490154203237518", "490154203237518", "DEVICE_ID"),
        ("Case No. 1:23-cv-04567-ABC", "1:23-cv-04567-ABC", "CASE_NUMBER"),
        ("filed as 2:21-mj-00017.", "2:21-mj-00017", "CASE_NUMBER"),
        ("Docket No. 22-1234", "22-1234", "CASE_NUMBER"),
        ("see 22-1234 (9th Cir.)", "22-1234", "CASE_NUMBER"),
        ("application (no. 12345/06)", "12345/06", "CASE_NUMBER"),
        ("nos. 12345/06 and 23456/07,", "23456/07", "CASE_NUMBER"),
        ("case number 12345678", "12345678", "CASE_NUMBER"),
        ("Crime reference number 4201234/26", "4201234/26", "CASE_NUMBER"),
        ("FIR No. 123/2026 at the station", "123/2026", "CASE_NUMBER"),
        ("search warrant no. SW-2026-0815", "SW-2026-0815", "CASE_NUMBER"),
        ("Police report #26-004512", "26-004512", "CASE_NUMBER"),
        ("subpoena number 2026R00123", "2026R00123", "CASE_NUMBER"),
        ("Aktenzeichen: 12 Js 3456/26", "12 Js 3456/26", "CASE_NUMBER"),
        ("user id 1234567 was mine", "1234567", "ID"),
        ("uid:8812345", "8812345", "ID"),
        ("acct-889911", "889911", "ID"),
        ("account #88-1234-9, thanks", "88-1234-9", "ID"),
        ("My account number is QH-0099812", "QH-0099812", "ID"),
        ("account ID 00000000-1111-4222-8333-aaaaaaaaaaaa", "00000000-1111-4222-8333-aaaaaaaaaaaa", "ID"),
        ("customer order 5512345", "5512345", "ID"),
        ("my id is 4455667", "4455667", "ID"),
        ("passport number: X1234567", "X1234567", "ID"),
        ("Mi pasaporte es qxz987654", "qxz987654", "ID"),
        ("QXZ987654 es mi número de pasaporte", "QXZ987654", "ID"),
        ("TIN 321-123-457-000", "321-123-457-000", "ID"),
        ("Driver's license D1234567", "D1234567", "ID"),
        ("sort code 20-45-67", "20-45-67", "ID"),
        ("employee number 00451", "00451", "ID"),
        ("MRN 00123456", "00123456", "ID"),
        ("policy no. POL-99-12345", "POL-99-12345", "ID"),
        ("passport QX 7654321", "QX 7654321", "ID"),
        ("card 4222222222221112 was charged", "4222222222221112", "CREDIT_CARD"),
        ("SSN: 000-12-3456", "000-12-3456", "US_SSN"),
        ("IBAN: DE00 3704 0044 0532 0130 00", "DE00 3704 0044 0532 0130 00", "IBAN_CODE"),
        ("IMEI 490154203237518", "490154203237518", "DEVICE_ID"),
        ("IDFA: 00000000-1111-4222-8333-AAAAAAAAAAAA", "00000000-1111-4222-8333-AAAAAAAAAAAA", "DEVICE_ID"),
        ("serial number C02XG0FDJG5J", "C02XG0FDJG5J", "DEVICE_ID"),
        ("my license plate is ABC 1234", "ABC 1234", "LICENSE_PLATE"),
        ("Plaka numarası 41 KL 777 olarak", "41 KL 777", "LICENSE_PLATE"),
    ],
)
def test_a_reference_is_found(text: str, value: str, kind: str) -> None:
    assert (value, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "17 U.S.C. § 512(c)(3)(A)(iii), 18 USC 2703(d), 47 CFR 64.1200",
        "Regulation (EU) 2022/2065 and Law no. 2942/1983",
        "Case C-311/18 (Schrems II)",
        "815 F.3d 1145 (9th Cir. 2016)",
        "RFC 2616, CVE-2024-12345, issue #123, PR #4567",
        "TX 1-905-952, registration number TXu 2-123-456",
        "trademark registration no. 4,123,456",
        "trademark serial number 88123456",
        "commit id 00000000-1111-4222-8333-aaaaaaaaaaaa",
        "run id: 12345678901",
        "ticket ZD-1042, invoice INV-2026-001",
        "account since 2021; policy of 2024-05-01; visa 2024",
        "file report2024.pdf and case study 3",
        "the case is 5 days old, the report of 12 pages",
        "user data of 512 users",
        "the account: 3 years old",
        "file: src/a2.py:44",
        "order 1234567890",
        "run 12345678 failed, index 123456, RFC 9110",
        "officer 12 of the court",
        "lines 120-145",
    ],
)
def test_a_look_alike_of_a_reference_is_left_alone(text: str) -> None:
    assert found(text) == []
