"""The rules, kind by kind: what each finds, and the look-alike beside it that it leaves alone."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable

import pytest

from drafting.redaction.addresses import find_addresses
from drafting.redaction.credentials import find_secrets
from drafting.redaction.forms import find_form_answers
from drafting.redaction.names import find_names
from drafting.redaction.phones import find_phones
from drafting.redaction.placeholders import Span, resolve
from drafting.redaction.structured import find_structured, iban_end, luhn
from drafting.redaction.sweep import promised, sweep, wanted

Finder = Callable[[str], Iterable[Span]]


def found(find: Finder, text: str) -> list[str]:
    return [text[s.start : s.end] for s in resolve(find(text))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Write to anna.o'neil+x@mail.example.co.uk.", "anna.o'neil+x@mail.example.co.uk"),
        ("anna (at) example (dot) com", "anna (at) example (dot) com"),
        ("seen from 192.0.2.17:8080", "192.0.2.17"),
        ("net 198.51.100.0/24", "198.51.100.0/24"),
        ("ip 2001:db8::8a2e:370:7334.", "2001:db8::8a2e:370:7334"),
        ("mac 00:00:5E:00:53:01", "00:00:5E:00:53:01"),
        ("card 4111 1111 1111 1111.", "4111 1111 1111 1111"),
        ("IBAN DE89 3704 0044 0532 0130 00 please", "DE89 3704 0044 0532 0130 00"),
        ("ssn is 078051121", "078051121"),
        ("078-05-1121", "078-05-1121"),
        ("wallet 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
        ("DOB: 3 March 1984", "3 March 1984"),
        ("I was born on 12/05/1990", "12/05/1990"),
        ("passport number: X1234567", "X1234567"),
        ("My username is quill-user7.", "quill-user7"),
        ("thanks @quilluser for it", "@quilluser"),
    ],
)
def test_a_structured_value_is_found(text: str, value: str) -> None:
    assert value in found(find_structured, text)


@pytest.mark.parametrize(
    "text",
    [
        "version 10.2.3.4",
        "999.1.1.1",
        "at 12:30:45",
        "4111 1111 1111 1112",
        "DE00 3704 0044 0532 0130 00",
        "FF:FF:FF:FF:FF:FF",
        "std::vector::push",
        "9d5ed678fe57bcca610140957afab571a1b2c3d4",
        "@types/node and @param x",
        "order 1234567890123456",
        "born in May",
    ],
)
def test_a_look_alike_of_a_structured_value_is_left_alone(text: str) -> None:
    assert found(find_structured, text) == []


def test_checksums() -> None:
    assert luhn([4, 1, 1, 1] + [1] * 12)
    assert not luhn([0] * 16)
    assert iban_end("GB82 WEST 1234 5698 7654 32 and") == len("GB82 WEST 1234 5698 7654 32")
    assert iban_end("GB83 WEST 1234 5698 7654 32") == 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("leaked ghp_" + "a1B2" * 9, "ghp_" + "a1B2" * 9),
        ("AWS " + "AKIA" + "IOSFODNN7EXAMPLE", "AKIA" + "IOSFODNN7EXAMPLE"),
        ("password: Tr0ub4dor&3", "Tr0ub4dor&3"),
        ("My password is hunter22 now", "hunter22"),
        ('API_KEY="abcDEF123"', "abcDEF123"),
        ("token=9f86d081884c7d65", "9f86d081884c7d65"),
        ("postgres://app:s3cr3t@db.example.com:5432/x", "postgres://app:s3cr3t@db.example.com:5432/x"),
        ("Authorization: Bearer abcdefghijklmnop1234", "abcdefghijklmnop1234"),
        ("the key Zx9kQ2mVb7LpR4tYw8NcJ3hD is public", "Zx9kQ2mVb7LpR4tYw8NcJ3hD"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", None),
    ],
)
def test_a_secret_is_found(text: str, value: str | None) -> None:
    assert (value or text) in found(find_secrets, text)


@pytest.mark.parametrize(
    "text",
    [
        "commit 9d5ed678fe57bcca610140957afab571a1b2c3d4",
        "id 123e4567-e89b-12d3-a456-426614174000",
        "My password is wrong",
        "password reset",
        "I lost my password: please help",
        "the secret is out",
        "token is missing",
        "my card PIN is not accepted",
        "your API key was revoked",
        "the key src/components/MyVeryLongFileName2024/index.tsx",
    ],
)
def test_a_look_alike_of_a_secret_is_left_alone(text: str) -> None:
    assert found(find_secrets, text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Call +1 212 555 0100 today", "+1 212 555 0100"),
        ("phone: 555-0100", "555-0100"),
        ("(415) 555-2671 ext. 12", "(415) 555-2671 ext. 12"),
        ("Tel. 030 901820", "030 901820"),
        ("You can call 73 448 266", "73 448 266"),
        ("mobile number 98765 43210.", "98765 43210"),
    ],
)
def test_a_telephone_number_is_found(text: str, value: str) -> None:
    assert found(find_phones, text) == [value]


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
    ],
)
def test_a_look_alike_of_a_telephone_number_is_left_alone(text: str) -> None:
    assert found(find_phones, text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I live at 12 Elm Street, Springfield, IL 62704.", "12 Elm Street, Springfield, IL 62704"),
        ("221B Baker Street\nLondon NW1 6XE", "221B Baker Street\nLondon NW1 6XE"),
        ("Hauptstraße 5, 10115 Berlin", "Hauptstraße 5, 10115 Berlin"),
        ("12 rue de la Paix, 75002 Paris, France", "12 rue de la Paix, 75002 Paris, France"),
        ("Flat 4, 16 MG Road, Bengaluru 560001", "Flat 4, 16 MG Road, Bengaluru 560001"),
        ("100 Queen Street West, Toronto, ON M5H 2N2", "100 Queen Street West, Toronto, ON M5H 2N2"),
        ("P.O. Box 1234, Reno, NV 89501", "P.O. Box 1234, Reno, NV 89501"),
        ("Address: Lindenhof 7, Oberdorf", "Lindenhof 7, Oberdorf"),
    ],
)
def test_a_postal_address_is_found_whole(text: str, value: str) -> None:
    assert value in found(find_addresses, text)


@pytest.mark.parametrize(
    "text",
    [
        "email address: none",
        "3 ways to go",
        "within 14 days of the street fair",
        "2 files in the main path",
        "the 10 forks and 3 branches of the way",
        "IP address: unknown",
    ],
)
def test_a_look_alike_of_an_address_is_left_alone(text: str) -> None:
    assert found(find_addresses, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Best regards,\nAnna Schmidt", "Anna Schmidt"),
        ("thanks,\nanna schmidt", "anna schmidt"),
        ("Sincerely yours,\n\nJ. O'Neil\nCounsel", "J. O'Neil"),
        ("My name is Jean-Luc van der Berg and I", "Jean-Luc van der Berg"),
        ("my name is ravi kumar", "ravi kumar"),
        ("/s/ Maria Lopez", "Maria Lopez"),
        ("Dear Mr. Okafor,", "Mr. Okafor"),
        ("their Agent, Mr C.-H. Lindqvist, wrote", "Mr C.-H. Lindqvist"),
        ("it was committed by Ravi Varga.", "Ravi Varga"),
        ("Name: Li Wei", "Li Wei"),
        ("Signed: Ann Lee", "Ann Lee"),
        ("on behalf of Dr. Kaya Demir", "Kaya Demir"),
        ("From: Priya Nair <priya@example.com>", "Priya Nair"),
    ],
)
def test_a_name_that_a_cue_announces_is_found(text: str, name: str) -> None:
    assert any(name in f for f in found(find_names, text))


@pytest.mark.parametrize(
    "text",
    [
        "Best regards,\nGitHub Support",
        "Thank you,\nThe Legal Team",
        "Dear Copyright Agent,",
        "Dear Sir or Madam,",
        "I am the owner",
        "Signature: [private]",
        "Hello there,",
        "This is Copyright Infringement",
        "My name is on the list",
        "on behalf of Acme Software Ltd",
    ],
)
def test_a_look_alike_of_a_name_is_left_alone(text: str) -> None:
    assert found(find_names, text) == []


FORM = """**Please type your full legal name for your signature.**

Anna Schmidt

**Please provide a telephone number or physical address.**

35 67 15
Lindenhof 7, Oberdorf 1234
"""


def test_a_form_question_says_what_its_answer_is_and_stays_itself() -> None:
    assert found(find_form_answers, FORM) == ["Anna Schmidt", "35 67 15", "Lindenhof 7, Oberdorf 1234"]


def test_the_sweep_keeps_its_promise() -> None:
    text = "Anna Schmidt. anna\nschmidt, SCHMIDT! Annabel schmidty; Schmidt's"
    hits = [text[s.start : s.end] for s in sweep(text, wanted([("PERSON", "Anna Schmidt")]))]
    assert sorted(set(hits)) == ["Anna", "Anna Schmidt", "SCHMIDT", "Schmidt", "anna\nschmidt"]


@pytest.mark.parametrize(
    ("kind", "value"), [("PERSON", "Will"), ("SECRET", "1234"), ("PERSON", "Al"), ("USERNAME", "github")]
)
def test_ordinary_words_and_short_numbers_are_not_swept(kind: str, value: str) -> None:
    assert not promised(kind, value)


ADVERSARIAL = {
    "digits": "1 " * 8000,
    "dashes": "1-" * 8000,
    "letters": "a" * 16000,
    "capitals": "Ab " * 5000,
    "spaces": " " * 16000,
    "newlines": "\n" * 16000,
    "at": "a@" * 8000,
    "dots": "a." * 8000,
    "quotes": 'key="' * 3000,
    "stars": "**" * 8000,
    "colons": "a:" * 8000,
    "address": "address: " * 1800,
    "regards": "regards,\n" * 1800,
    "street": "12 Elm " * 2000,
    "hex": "".join(random.Random(1).choices("0123456789abcdef:", k=16000)),
}


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_no_rule_is_slow_on_hostile_text(name: str) -> None:
    text = ADVERSARIAL[name]
    for find in (find_structured, find_secrets, find_phones, find_addresses, find_names, find_form_answers):
        start = time.process_time()
        list(find(text))
        assert time.process_time() - start < 15, find
