"""The rules, kind by kind: what each finds, and the look-alike beside it that it leaves alone."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable

import pytest

from drafting.redaction.addresses.find import find_addresses
from drafting.redaction.forms import find_form_answers
from drafting.redaction.ids.find import find_structured
from drafting.redaction.ids.phones import find_phones
from drafting.redaction.names.by_cue import find_names
from drafting.redaction.placeholders import Span, resolve
from drafting.redaction.secrets.find import find_secrets
from drafting.redaction.sweep import promised, sweep, wanted

Finder = Callable[[str], Iterable[Span]]


def found(find: Finder, text: str) -> list[str]:
    return [text[s.start : s.end] for s in resolve(find(text))]


def test_the_parties_of_a_case_are_people() -> None:
    assert found(find_names, "as in the case of Okoro and Lindt v. the Kingdom of Norway") == ["Okoro", "Lindt"]


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


def test_a_name_ends_where_the_sentence_goes_on() -> None:
    assert found(find_names, "hello, my name is anna kowalski and i live here") == ["anna kowalski"]
