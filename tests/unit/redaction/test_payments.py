"""Cards, IBAN, US social security numbers, wallets."""

from __future__ import annotations

import pytest

from drafting.redaction.ids.payments import find_payments, iban_end, luhn
from drafting.redaction.placeholders import resolve


def found(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.kind) for s in resolve(find_payments(text))]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("card 4111 1111 1111\n1111 please", "4111 1111 1111\n1111", "CREDIT_CARD"),
        ("card 4111 1111 1111 1111.", "4111 1111 1111 1111", "CREDIT_CARD"),
        ("4111-1111-1111-1111 exp", "4111-1111-1111-1111", "CREDIT_CARD"),
        ("4111.1111.1111.1111, thanks", "4111.1111.1111.1111", "CREDIT_CARD"),
        ("378282246310005", "378282246310005", "CREDIT_CARD"),
        ("3782 822463 10005", "3782 822463 10005", "CREDIT_CARD"),
        ("4111 1111 1111 1111 12/27", "4111 1111 1111 1111", "CREDIT_CARD"),
        ("the card ending in 4242", "4242", "CREDIT_CARD"),
        ("the last 4 digits of my SSN: last four are 1234, account ends in 9876", "9876", "ID"),
        ("IBAN DE89 3704 0044 0532 0130 00 please", "DE89 3704 0044 0532 0130 00", "IBAN_CODE"),
        ("gb82west12345698765432", "gb82west12345698765432", "IBAN_CODE"),
        ("ssn is 219099999", "219099999", "US_SSN"),
        ("219099999", "219099999", "US_SSN"),
        ("219-09-9999", "219-09-9999", "US_SSN"),
        ("219 09 9999", "219 09 9999", "US_SSN"),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "CRYPTO"),
        ("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "CRYPTO"),
        ("0x52908400098527886E0F7030069857D2E4169EE7", "0x52908400098527886E0F7030069857D2E4169EE7", "CRYPTO"),
        ("rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", "CRYPTO"),
        ("TJRabPrwbZy45sbavfcjinPJC18kjpRTv8", "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8", "CRYPTO"),
        ("my btc wallet 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "CRYPTO"),
    ],
)
def test_a_number_of_payment_is_found(text: str, value: str, kind: str) -> None:
    assert (value, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1112",
        "order 1234567890123456",
        "DE00 3704 0044 0532 0130 00",
        "000000000",
        "219-09-0000",
        "955-89-4321",
        "666-12-3456",
        "row 219099999 of the table",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
        "9d5ed678fe57bcca610140957afab571a1b2c3d4",
        "4242 files",
        "1.4222222222221111",
    ],
)
def test_a_look_alike_of_a_number_of_payment_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_checksums() -> None:
    assert luhn([4, 1, 1, 1] + [1] * 12)
    assert not luhn([0] * 16)
    assert iban_end("GB82 WEST 1234 5698 7654 32 and") == len("GB82 WEST 1234 5698 7654 32")
    assert iban_end("GB83 WEST 1234 5698 7654 32") == 0
