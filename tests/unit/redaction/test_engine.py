"""The redactor without its model: what it refuses, what it keeps, and that an error never quotes the text."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from drafting.errors import LanguageUnsupported, RedactionFailed
from drafting.models import Account, MaskedText, MaskedTicket, Message, RawText, Requester, Ticket
from drafting.redaction.engine import PresidioRedactor
from drafting.redaction.ids.find import find_structured
from drafting.redaction.names.by_cue import find_names
from drafting.redaction.placeholders import Span, originals, unmask
from drafting.redaction.registry import CaseRegistry
from drafting.settings import Settings

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ENGLISH = "This is the message of a customer who would like to know what we have about her. "


def rules(text: str) -> Sequence[Span]:
    return [*find_structured(text), *find_names(text)]


def redactor(analyze: object = rules, **settings: object) -> PresidioRedactor:
    return PresidioRedactor(Settings(**settings), analyze)  # type: ignore[arg-type]


def masked(text: str, case: CaseRegistry | None = None) -> str:
    return redactor().mask(RawText(text), case or CaseRegistry("c"), "requester").text


def ticket_of(ticket: Ticket, case: CaseRegistry | None = None) -> MaskedTicket:
    return redactor().mask_ticket(ticket, case or CaseRegistry("c"), draft_id="d", ticket_id="t", received_at=NOW)


@pytest.mark.parametrize("text", ["", "   \n\t", "\u200b\u200b "])
def test_an_empty_message_is_held(text: str) -> None:
    with pytest.raises(RedactionFailed, match="The message is empty"):
        masked(text)


@pytest.mark.parametrize("text", ["\x00\x01\x02\x03" * 20, "�" * 30, "PK\x03\x04\x14\x00\x06\x00\x08\x00!\x00\xdf"])
def test_binary_is_held(text: str) -> None:
    with pytest.raises(RedactionFailed, match="not readable text"):
        masked(text)


def test_a_text_beyond_the_limit_is_held_and_the_limit_named() -> None:
    with pytest.raises(RedactionFailed, match="1,000"):
        redactor(redact_max_chars=1000).mask(RawText("a " * 501), CaseRegistry("c"), "requester")
    ticket = Ticket(messages=tuple(Message(text=RawText("word " * 120)) for _ in range(2)))
    with pytest.raises(RedactionFailed, match="1,000"):
        redactor(redact_max_chars=1000).mask_ticket(
            ticket, CaseRegistry("c"), draft_id="d", ticket_id="t", received_at=NOW
        )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Guten Tag, bitte löschen Sie mein Konto und alle Daten, die Sie über mich gespeichert haben. Anna Schmidt",
            "German",
        ),
        ("Bonjour, je souhaite supprimer mon compte et toutes les données que vous avez sur moi.", "French"),
        ("Здравствуйте, пожалуйста, удалите мой аккаунт и все мои данные.", "Russian"),
        ("请删除我的帐户和您存储的关于我的所有个人数据，谢谢您的帮助和理解。", "Chinese"),
    ],
)
def test_a_language_it_cannot_read_is_held_by_name_without_the_text(text: str, language: str) -> None:
    with pytest.raises(LanguageUnsupported, match=language) as caught:
        masked(text)
    assert not any(word in str(caught.value) for word in text.split() if len(word) > 4)


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH + 'The page says "Bitte löschen Sie mein Konto und alle Daten".',
        "Hello",
        "12345",
        "https://quillhaven.example/anna/tool",
        "pls delete acct thx",
        "Anna Schmidt\n12 Main Street\nSpringfield",
        "My name is Łukasz Żółć and I live in Kraków.",
    ],
)
def test_english_short_or_quoting_another_language_is_not_held(text: str) -> None:
    assert masked(text)


def test_one_foreign_message_holds_the_whole_ticket() -> None:
    texts = (ENGLISH, "Guten Tag, bitte löschen Sie mein Konto und alle Daten, die Sie gespeichert haben.")
    with pytest.raises(LanguageUnsupported):
        ticket_of(Ticket(messages=tuple(Message(text=RawText(t)) for t in texts)))


def test_a_broken_recogniser_holds_the_text_and_its_message_is_lost_on_purpose() -> None:
    def broken(text: str) -> Sequence[Span]:
        raise KeyError(text)

    with pytest.raises(RedactionFailed, match="KeyError") as caught:
        redactor(broken).mask(RawText(ENGLISH + "Anna Schmidt"), CaseRegistry("c"), "requester")
    assert "Anna" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_too_slow_is_held() -> None:
    def slow(text: str) -> Sequence[Span]:
        time.sleep(0.03)
        return []

    with pytest.raises(RedactionFailed, match=r"0\.01 s"):
        redactor(slow, redact_timeout_s=0.01).mask(RawText(ENGLISH), CaseRegistry("c"), "requester")


def test_a_recogniser_that_hangs_is_given_up_on_and_its_late_answer_changes_nothing() -> None:
    released = threading.Event()

    def hangs(text: str) -> Sequence[Span]:
        released.wait(20)
        return [Span(0, 4, "PERSON")]

    case = CaseRegistry("c")
    started = time.monotonic()
    with pytest.raises(RedactionFailed, match=r"0\.2 s"):
        redactor(hangs, redact_timeout_s=0.2).mask(RawText(ENGLISH), case, "requester")
    assert time.monotonic() - started < 5
    released.set()
    time.sleep(0.05)
    assert case.entries == ()


@pytest.mark.parametrize("error", [MemoryError, RecursionError, SystemExit, KeyError])
def test_whatever_breaks_holds_the_whole_ticket_and_nothing_was_numbered(error: type[BaseException]) -> None:
    def breaks(text: str) -> Sequence[Span]:
        raise error(text)

    case = CaseRegistry("c")
    with pytest.raises(RedactionFailed, match=error.__name__) as caught:
        redactor(breaks).mask(RawText(ENGLISH + "Anna Schmidt"), case, "requester")
    assert "Anna" not in str(caught.value)
    assert case.entries == ()


def test_a_model_that_is_missing_holds_the_ticket_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise OSError("no such file: /models/secret-place")

    monkeypatch.setattr("drafting.redaction.engine.Detector", missing)
    with pytest.raises(RedactionFailed, match=r"model could not be loaded \(OSError\)") as caught:
        PresidioRedactor(Settings()).mask(RawText(ENGLISH), CaseRegistry("c"), "requester")
    assert "secret-place" not in str(caught.value)
    with pytest.raises(RedactionFailed, match="OSError"):
        PresidioRedactor(Settings()).warm()


@pytest.mark.parametrize("text", ["word " * 250_000, "a" * 1_000_001])
def test_a_megabyte_is_refused_before_anything_reads_it(text: str) -> None:
    started = time.monotonic()
    with pytest.raises(RedactionFailed, match="at most 200,000"):
        redactor().mask(RawText(text), CaseRegistry("c"), "requester")
    assert time.monotonic() - started < 1


def test_facts_that_are_nested_beyond_reason_hold_the_ticket() -> None:
    value: JsonValue = "deep"
    for _ in range(5000):
        value = [value]
    ticket = Ticket.model_construct(messages=(Message(text=RawText(ENGLISH)),), facts={"items": value})
    with pytest.raises(RedactionFailed):
        ticket_of(ticket)


def test_urls_stay_whole_and_only_their_personal_part_is_hidden() -> None:
    text = (
        "My name is Anna Schmidt. See https://quillhaven.example/anna-schmidt/tool/blob/main/Anna%20Schmidt.md#L10, and"
        " https://quillhaven.example/login?user=7&email=anna@example.com&token=abcdef123456 too."
    )
    assert masked(text) == (
        "My name is <PERSON_1>. See https://quillhaven.example/anna-schmidt/tool/blob/main/Anna%20Schmidt.md#L10, and"
        " https://quillhaven.example/login?user=7&email=<URL_PART_1>&token=<SECRET_1> too."
    )


def test_private_as_the_publisher_wrote_it_stays() -> None:
    assert (
        masked("Name: [private]\nEmail: [private]\nBest regards,\n[private]")
        == "Name: [private]\nEmail: [private]\nBest regards,\n[private]"
    )


def test_every_other_mention_of_a_value_is_hidden_in_any_letter_case() -> None:
    text = "My name is Anna Schmidt. ANNA  SCHMIDT signed. Ask Schmidt, or anna@example.com or ANNA@EXAMPLE.COM."
    assert (
        masked(text)
        == "My name is <PERSON_1>. <PERSON_1> signed. Ask <PERSON_1>, or <EMAIL_ADDRESS_1> or <EMAIL_ADDRESS_1>."
    )


def test_what_an_earlier_message_showed_is_known_in_the_next() -> None:
    case = CaseRegistry("c")
    masked("My name is Zorana Petrak, thank you.", case)
    assert (
        masked("I asked zorana petrak about it and then Petrak agreed.", case)
        == "I asked <PERSON_1> about it and then <PERSON_1> agreed."
    )


def test_invisible_characters_hide_nothing_from_the_redactor() -> None:
    text = "Write to an\u200bna@exam\u00adple.com or ａｎｎａ＠example.com please."
    case = CaseRegistry("c")
    done = redactor().mask(RawText(text), case, "requester")
    assert done.text == "Write to <EMAIL_ADDRESS_1> or <EMAIL_ADDRESS_1> please."
    assert unmask(done, originals(text, done)) == text


@given(st.text(alphabet=st.sampled_from("ab \n\t\u200b\u00ad\u202e\r\x07éß İ@.example<PERSON_1>12"), max_size=80))
@settings(max_examples=200)
def test_offsets_are_code_points_of_the_raw_text(extra: str) -> None:
    text = ENGLISH + "My name is Anna Schmidt. " + extra + " anna@example.com"
    done = redactor().mask(RawText(text), CaseRegistry("c"), "requester")
    assert unmask(done, originals(text, done)) == text
    assert text.index("Anna Schmidt") in {e.start for e in done.entities}
    assert "anna@example.com" not in done.text


TICKET = Ticket(
    id="ZD-1",
    subject=RawText("Anna Schmidt wants her data"),
    requester=Requester(name=RawText("Anna Schmidt"), email=RawText("anna@example.com"), country="US"),
    account=Account(id=RawText("quilluser77"), email=RawText("old@example.com"), plan="pro", flags=("gag_order",)),
    messages=(
        Message(text=RawText(ENGLISH + "Regards,\nAnna Schmidt"), at=NOW),
        Message.model_validate(
            {
                "from": "agent",
                "text": "Dear Anna, your account quilluser77 was found. We will write to old@example.com.",
            }
        ),
    ),
    facts={
        "signature": "present",
        "case_id": "zd-1",
        "jurisdiction": "US-CA",
        "counter_received_at": "2026-11-23T09:00:00Z",
        "human_decision": {"outcome": "decline", "by": "Anna Schmidt decided", "at": "2026-11-23"},
        "items": ["mail anna@example.com", 3, True, None],
    },
    metadata={"note": "Anna Schmidt"},
)


def test_the_first_message_knows_what_only_the_last_one_says() -> None:
    ticket = ticket_of(
        Ticket(
            messages=(
                Message(text=RawText(ENGLISH + "Zorabelle wrote from q77x, and Quint did not.")),
                Message(text=RawText(ENGLISH + "My name is Zorabelle. My username is q77x.")),
                Message.model_validate(
                    {"from": "agent", "text": ENGLISH + "\nName: Quint Abelard\nName: Quint Okoro\n"}
                ),
            )
        )
    )
    first = ticket.messages[0].text.removeprefix(ENGLISH)
    assert "Zorabelle" not in first and "q77x" not in first
    zora = ticket.messages[1].text.partition("name is ")[2].partition(".")[0]
    assert first.startswith(zora)
    both = ticket.messages[2].text.split("Name: ")[1:]
    assert len({name.strip() for name in both}) == 2
    assert all(name.strip() not in first for name in both), "a Quint who may be either of two is neither"


def test_one_value_has_one_placeholder_in_the_whole_ticket() -> None:
    ticket = ticket_of(TICKET)
    assert (ticket.name, ticket.email) == ("<PERSON_1>", "<EMAIL_ADDRESS_1>")
    assert ticket.subject == "<PERSON_1> wants her data"
    assert ticket.messages[0].text.endswith("Regards,\n<PERSON_1>")
    assert (
        ticket.messages[1].text == "Dear <PERSON_1>, your account <ID_1> was found. We will write to <EMAIL_ADDRESS_2>."
    )
    assert ticket.entities == {"EMAIL_ADDRESS": 2, "ID": 1, "PERSON": 1}
    assert ticket.language == "en"


def test_facts_keep_enumerations_dates_and_codes_and_hide_the_rest() -> None:
    facts = ticket_of(TICKET).facts
    assert facts == {
        "signature": "present",
        "case_id": "zd-1",
        "jurisdiction": "US-CA",
        "counter_received_at": "2026-11-23T09:00:00Z",
        "human_decision": {"outcome": "decline", "by": "<PERSON_1> decided", "at": "2026-11-23"},
        "items": ["mail <EMAIL_ADDRESS_1>", 3, True, None],
    }


def test_a_fact_in_the_form_of_an_id_that_names_somebody_is_hidden() -> None:
    facts = {
        "approved_by": "anna.schmidt",
        "phone": "555-0142-33",
        "Anna Schmidt": "present",
        "number": 4111111111111111,
    }
    ticket = ticket_of(TICKET.model_copy(update={"facts": facts}))
    dumped = str(ticket.facts).lower()
    assert not any(value in dumped for value in ("anna", "schmidt", "4111"))
    assert "present" in dumped


def test_the_channel_is_an_id_or_it_is_masked() -> None:
    ticket = ticket_of(TICKET.model_copy(update={"channel": "form of anna@example.com"}))
    assert ticket.channel == "form of <EMAIL_ADDRESS_1>"
    assert ticket_of(TICKET).channel == "email"


@pytest.mark.parametrize("name", ["Anna Schmidt <anna@example.com>", '"Anna Schmidt" (anna@example.com)'])
def test_a_name_that_brings_its_address_along_is_two_values(name: str) -> None:
    case = CaseRegistry("c")
    given = TICKET.model_copy(update={"requester": Requester(name=RawText(name))})
    ticket = ticket_of(given, case)
    assert ticket.name == "<PERSON_1>"
    assert case.restore(MaskedText("<PERSON_1> <EMAIL_ADDRESS_1>"), "staff").text == "Anna Schmidt anna@example.com"


def test_an_address_in_the_place_of_the_name() -> None:
    given = TICKET.model_copy(update={"requester": Requester(name=RawText("anna@example.com"))})
    assert ticket_of(given).name == "<EMAIL_ADDRESS_1>"


def test_people_in_the_names_of_files_are_hidden() -> None:
    text = "My name is Anna Schmidt, see Anna_Schmidt_passport.pdf and IMG_anna.schmidt.jpg."
    assert masked(text) == (
        "My name is <PERSON_1>, see <PERSON_1>_<PERSON_1>_passport.pdf and IMG_<PERSON_1>.<PERSON_1>.jpg."
    )


def test_our_own_words_and_channels_are_nobody() -> None:
    text = "Quillhaven wrote to copyright@quillhaven.example and to me, zorana@example.com."

    def everything(text: str) -> Sequence[Span]:
        return [*find_structured(text), Span(0, len("Quillhaven"), "PERSON")]

    done = redactor(everything).mask(RawText(text), CaseRegistry("c"), "requester")
    assert done.text == "Quillhaven wrote to copyright@quillhaven.example and to me, <EMAIL_ADDRESS_1>."


def test_a_held_ticket_shows_the_desk_its_text_with_what_has_a_form_hidden() -> None:
    german = "Guten Tag, ich bin Anna. Bitte schreiben Sie an anna@example.com oder +49 30 901820, 4111 1111 1111 1111."
    ticket = Ticket(
        subject=RawText("Mein Konto bei anna@example.com"),
        messages=(Message(text=RawText(german)), Message(text=RawText("\x00\x01\x02" * 30))),
    )
    with pytest.raises(LanguageUnsupported):
        ticket_of(ticket)
    held = redactor().held_text(ticket)
    assert held.subject == "Mein Konto bei <EMAIL_ADDRESS_1>"
    assert "anna@example.com" not in held.messages[0]
    assert "901820" not in held.messages[0]
    assert "4111" not in held.messages[0]
    assert held.messages[0].startswith("Guten Tag, ich bin Anna. Bitte schreiben Sie an <EMAIL_ADDRESS_1> oder ")
    assert held.messages[1] == "[not shown: The message is not readable text.]"


def test_flags_metadata_and_raw_values_go_no_further() -> None:
    dumped = ticket_of(TICKET).model_dump_json()
    for value in ("gag_order", "metadata", "note", "Anna", "Schmidt", "anna@", "quilluser77", "old@"):
        assert value not in dumped


def test_account_values_are_not_shown_to_the_requester() -> None:
    case = CaseRegistry("c")
    ticket = ticket_of(TICKET, case)
    shown = case.restore(ticket.messages[1].text, "requester")
    assert shown.text == "Dear Anna Schmidt, your account <ID_1> was found. We will write to <EMAIL_ADDRESS_2>."
    assert shown.withheld == ("<ID_1>", "<EMAIL_ADDRESS_2>")


def test_a_ticket_of_blank_messages_is_held() -> None:
    with pytest.raises(RedactionFailed, match="empty"):
        ticket_of(Ticket(subject=RawText("Hello"), messages=(Message(text=RawText(" \n")),)))


def test_the_same_ticket_gives_the_same_masked_ticket_again() -> None:
    case = CaseRegistry("c")
    first = ticket_of(TICKET, case)
    case.saved()
    assert ticket_of(TICKET, case) == first
    assert case.changed() == ()
