"""The real redactor, with Presidio and the model: planted values never come through, and what a case is about stays."""

from __future__ import annotations

import random
import threading
import time
from datetime import UTC, datetime

import pytest

from drafting.models import Account, Message, RawText, Requester, Ticket
from drafting.redaction.engine import PresidioRedactor
from drafting.redaction.placeholders import originals, unmask
from drafting.redaction.registry import CaseRegistry
from drafting.settings import Settings

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FIRST = ["Anna", "Ravi", "Chloe", "Mateusz", "Ingrid", "Omar", "Priya", "Tobias", "Yuki", "Fatima", "Liam", "Zorana"]
LAST = [
    "Schmidt",
    "Okafor",
    "Lindqvist",
    "Petrak",
    "Nakamura",
    "Delacroix",
    "Rossi",
    "Kowalski",
    "Bergstrom",
    "Hughes",
    "Demir",
    "Varga",
]
LETTERS = [
    "Hello,\n\nMy name is {person} and I would like to get a copy of all data that you keep about me."
    " You can write to {email} or"
    " call me at {phone}. I live at {address}.\n\nBest regards,\n{person}",
    "Dear Copyright Agent,\n\nI own the photographs at https://quillhaven.example/gallery/photos and"
    " somebody copied them to"
    " {url}. I have a good faith belief that the use is not authorised, and I swear under penalty of"
    " perjury that this notice"
    " is accurate.\n\nName: {person}\nAddress: {address}\nTelephone: {phone}\nEmail: {email}\n\n/s/ {person}",
    "Hi team, my account was suspended although I did nothing wrong. My username is {user} and the last"
    " login came from {ip}."
    " Please ask {other}, who works with me.\n\nThanks,\n{person}",
    "We found our password in your search: {url} shows `DB_PASSWORD={secret}` in line 12. It was"
    " committed by {other}. Please"
    " remove it today. Contact {person}, {email}, phone {phone}.",
    "I paid with my card {card} and my bank account is {iban}. My date of birth is {dob} and my SSN is"
    " {ssn}. Mr. {other} told me"
    " to write to you.\n\nSincerely,\n{person}\n{address}",
]


def planted(rng: random.Random) -> dict[str, str]:
    """One invented value of each kind."""
    person, other = (f"{a} {b}" for a, b in zip(rng.sample(FIRST, 2), rng.sample(LAST, 2), strict=True))
    digits = "".join(rng.choices("123456789", k=7))
    return {
        "person": person,
        "other": other,
        "email": f"{person.split()[0].lower()}.{digits[:3]}@example.{rng.choice(['com', 'org'])}",
        "phone": rng.choice(
            [
                f"+1 212 555 01{digits[:2]}",
                f"(415) 555-01{digits[:2]}",
                f"+44 20 7946 0{digits[:3]}",
                f"030 9018{digits[:3]}",
            ]
        ),
        "address": rng.choice(
            [
                f"{digits[:2]} Elm Street, Springfield, IL 62704",
                f"Gartenstraße {digits[0]}, 10115 Berlin",
                f"{digits[:2]} rue des Lilas, 75011 Paris",
                f"Flat {digits[0]}, {digits[1:3]} Park Road, London NW1 6XE",
                f"{digits[:3]} Queen Street West, Toronto, ON M5H 2N2",
            ]
        ),
        "ip": f"198.51.100.{rng.randint(1, 254)}",
        "user": f"quill-{digits}",
        "secret": "p" + digits + "X!q" + digits[::-1],
        "card": rng.choice(["4111 1111 1111 1111", "5500005555555559", "3782 822463 10005"]),
        "iban": rng.choice(["DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432"]),
        "dob": rng.choice(["3 March 1984", "12/05/1990", "1979-07-21"]),
        "ssn": f"{rng.randint(100, 665)}-{rng.randint(10, 99)}-{rng.randint(1000, 9999)}",
        "url": f"https://quillhaven.example/user{digits}/project/blob/main/src/config.py#L12",
    }


@pytest.fixture(scope="module")
def redactor() -> PresidioRedactor:
    made = PresidioRedactor(Settings())
    made.warm()
    return made


@pytest.mark.parametrize("seed", range(40))
def test_no_planted_value_comes_through_and_the_urls_stay(redactor: PresidioRedactor, seed: int) -> None:
    rng = random.Random(9000 + seed)
    values = planted(rng)
    letter = LETTERS[seed % len(LETTERS)]
    text = letter.format(**values)
    case = CaseRegistry("c")
    masked = redactor.mask(RawText(text), case, "requester")
    for kind, value in values.items():
        if "{" + kind + "}" not in letter:
            continue
        if kind == "url":
            assert value in masked.text
        else:
            assert value not in masked.text, kind
            if kind in {"person", "other"}:
                assert not any(word in masked.text for word in value.split()), kind
    assert unmask(masked, originals(text, masked)) == text
    assert case.restore(masked.text, "staff").unknown == ()
    assert case.known_values(masked.text) == ()


def test_the_host_s_questions_statutes_and_products_are_not_people(redactor: PresidioRedactor) -> None:
    text = (
        "**Are you the copyright holder or authorized to act on the copyright owner's behalf?**\n\nYes, I am.\n\n"
        "The DMCA (17 U.S.C. § 512) and the GDPR apply. GitHub, Google, Apache License and Visual Studio"
        " Code are named here."
        " We wrote on Monday, 23 November 2026 to the Copyright Agent of Quillhaven, Inc.\n"
    )
    assert redactor.mask(RawText(text), CaseRegistry("c"), "requester").text == text


def test_a_ticket_has_one_placeholder_a_value_over_all_its_messages(redactor: PresidioRedactor) -> None:
    ticket = Ticket(
        subject=RawText("Data of Zorana Petrak"),
        requester=Requester(name=RawText("Zorana Petrak"), email=RawText("zorana@example.com")),
        account=Account(id=RawText("zpetrak-7")),
        messages=(
            Message(text=RawText("I am Zorana Petrak. Please delete what you keep under zpetrak-7."), at=NOW),
            Message.model_validate({"from": "agent", "text": "Dear Zorana, is zorana@example.com still yours?"}),
        ),
        facts={"note": "Petrak phoned from +1 212 555 0199"},
    )
    done = redactor.mask_ticket(ticket, CaseRegistry("c"), draft_id="d", ticket_id="t", received_at=NOW)
    assert done.name == "<PERSON_1>"
    assert done.messages[1].text == "Dear <PERSON_1>, is <EMAIL_ADDRESS_1> still yours?"
    dumped = done.model_dump_json()
    assert not any(v in dumped for v in ("Zorana", "zorana", "Petrak", "zpetrak", "555 0199"))


def paragraphs(seed: int, length: int) -> str:
    """Letters one after another, until they are long enough for several windows."""
    rng = random.Random(seed)
    parts: list[str] = []
    while sum(map(len, parts)) < length:
        parts.append(rng.choice(LETTERS).format(**planted(rng)))
        if rng.random() < 0.1:
            parts.append("x" * rng.randint(100, 3000))
    return rng.choice(["\n\n", "\n", "\r\n\r\n"]).join(parts)


@pytest.mark.parametrize("seed", range(4))
def test_windows_give_the_same_as_one_piece(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    from drafting.redaction.model import windows

    text = paragraphs(500 + seed, 60_000)
    detector = windows.Detector()
    cut = detector(text)
    monkeypatch.setattr(windows, "WINDOW", 10**9)
    assert sorted(cut) == sorted(detector(text))


def test_a_key_of_30_000_characters_a_long_line_and_a_question_far_above_its_answer(redactor: PresidioRedactor) -> None:
    rng = random.Random(5)
    key = "".join(rng.choices("ABCDEFGHabcdefgh0123456789+/", k=30_000))
    begin, end = "-----BEGIN RSA PRIVATE" + " KEY-----\n", "\n-----END RSA PRIVATE" + " KEY-----"
    text = (
        "This is what I found in the file of the project, and it should not be there.\n"
        + "**What is your full legal name, as it stands in your documents?**\n\n"
        + "\n" * 600
        + "Velunara Okwuosa\n\n"
        + "This is a sentence of many words. " * 700  # one line of more than a window
        + "It was written by Zorana Petrak, zorana@example.com.\n"
        + begin
        + key
        + end
        + "\nRegards,\nCeleste Quillfeather"
    )
    masked = redactor.mask(RawText(text), CaseRegistry("c"), "requester")
    for value in ("Okwuosa", "Zorana", "Petrak", "zorana@", key[15_000:15_040], key[-40:], "Celeste", "Quillfeather"):
        assert value not in masked.text, value
    assert unmask(masked, originals(text, masked)) == text


def test_the_time_grows_with_the_length_of_the_text(redactor: PresidioRedactor) -> None:
    """The quickest of three, taking turns: the machine may slow down for a while."""
    took: dict[int, list[float]] = {10_000: [], 60_000: []}
    for _ in range(3):
        for length, seconds in took.items():
            started = time.process_time()
            redactor.mask(RawText(paragraphs(77, length)[:length]), CaseRegistry("c"), "requester")
            seconds.append(time.process_time() - started)
    assert min(took[60_000]) < 6 * 4 * min(took[10_000])  # six times the text; a square would take 36 times as long


@pytest.mark.parametrize("unit", ["_", '"', "(", ":", "a", "1-", "**Name?**\n\n", "a."])
def test_hostile_texts_are_read_in_seconds(redactor: PresidioRedactor, unit: str) -> None:
    text = "My name is Zorana Petrak.\n" + (unit * 30_000)[:30_000] + "\nWrite to zorana@example.com."
    started = time.process_time()
    masked = redactor.mask(RawText(text), CaseRegistry("c"), "requester").text
    assert time.process_time() - started < 15
    assert "Petrak" not in masked
    assert "zorana@" not in masked


def test_many_threads_share_one_model(redactor: PresidioRedactor) -> None:
    fresh = PresidioRedactor(Settings())
    results: list[str] = []

    def work() -> None:
        results.append(
            fresh.mask(RawText("My name is Zorana Petrak, call +1 212 555 0142."), CaseRegistry("c"), "requester").text
        )

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == ["My name is <PERSON_1>, call <PHONE_NUMBER_1>."] * 4


def test_nothing_touches_the_network(redactor: PresidioRedactor, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert (
        "example.com"
        not in redactor.mask(RawText("Write to zorana@example.com please."), CaseRegistry("c"), "requester").text
    )
