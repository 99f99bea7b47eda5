"""The made-up support mail itself: the same for a seed, exact, with every kind in it, and a scorer that can fail."""

from __future__ import annotations

import hashlib
from collections import Counter
from random import Random

import phonenumbers
import pytest

from tests.support_mail import KINDS, Ticket, look_alikes, tickets
from tests.support_mail.credentials import VENDORS
from tests.support_mail.official import card as a_card
from tests.support_mail.official import government, iban, luhn
from tests.support_mail.people import names
from tests.support_mail.pieces import NEUTRAL, Piece, Span, joined, wrapped
from tests.support_mail.scoring import flagged, report, score
from tests.support_mail.templates import SLOT, VOICES, Cast, bodies, fragments
from tests.support_mail.wallets import BITCOIN, _eip55, _segwit, keccak256, wallet

SEED = 17


@pytest.fixture(scope="module")
def three_hundred() -> list[Ticket]:
    return list(tickets(300, SEED))


def test_the_same_seed_gives_the_same_tickets_and_another_seed_others(three_hundred: list[Ticket]) -> None:
    assert list(tickets(300, SEED)) == three_hundred
    assert not {t.text for t in tickets(300, SEED + 1)} & {t.text for t in three_hundred}
    assert list(look_alikes(300, SEED)) == list(look_alikes(300, SEED))


def test_every_kind_of_the_issue_is_planted_often(three_hundred: list[Ticket]) -> None:
    planted = Counter(span.kind for ticket in three_hundred for span in ticket.spans)
    assert set(planted) == set(KINDS)
    assert min(planted.values()) >= 5, planted


def test_spans_are_what_stands_there_and_do_not_overlap(three_hundred: list[Ticket]) -> None:
    for ticket in three_hundred:
        end = 0
        for span in ticket.spans:
            assert ticket.text[span.start : span.end] == span.value
            assert span.start >= end and span.value.strip() == span.value != ""
            end = span.end
        assert SLOT.search(ticket.text) is None


def test_there_are_bodies_names_and_vendors_enough() -> None:
    assert len({body.name for body in bodies()}) == len(bodies()) >= 70
    assert {body.voice for body in bodies()} == set(VOICES)
    assert len({given for _, some, _ in names() for given in some}) >= 300
    assert len({family for _, _, some in names() for family in some}) >= 300
    assert len({vendor.name for vendor in VENDORS}) >= 25


def test_every_slot_is_known() -> None:
    texts = [body.text for body in bodies()] + [
        f for n in ("extras", "noise", "signatures", "threads") for f in fragments(n)
    ]
    cast = Cast(Random(SEED))
    for text in texts:
        for slot in SLOT.findall(text):
            assert cast.fill(slot), slot


def test_what_is_kept_has_no_value_in_it() -> None:
    cast = Cast(Random(SEED))
    kinds = {piece.kind for text in fragments("noise") for slot in SLOT.findall(text) for piece in cast.fill(slot)}
    assert kinds <= {None, NEUTRAL}


def test_check_digits() -> None:
    assert luhn("7992739871") == "79927398713"
    for seed in range(200):
        number = "".join(c for c in a_card(Random(seed))[0].text if c.isdigit())
        assert luhn(number[:-1]) == number
        account = iban(Random(seed))[0].text.replace(" ", "")
        assert int("".join(str(int(c, 36)) for c in account[4:] + account[:4])) % 97 == 1
        assert all(piece.text.strip() for piece in government(Random(seed)))


def test_wallets_against_published_vectors() -> None:
    assert keccak256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert _eip55("5aaeb6053f3e94c9b9a09f33669435e7ef1beaed") == "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"  # EIP-55
    program = bytes.fromhex("751e76e8199196d454941c45d1b3a323f1433bd6")
    assert _segwit("bc", program) == "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"  # BIP 173
    checked = 0
    for seed in range(60):
        value = wallet(Random(seed))
        if value[0] in "13" and 26 <= len(value) <= 35 and set(value) <= set(BITCOIN):
            number = 0
            for char in value:
                number = number * 58 + BITCOIN.index(char)
            raw = number.to_bytes(25, "big")
            checked += hashlib.sha256(hashlib.sha256(raw[:-4]).digest()).digest()[:4] == raw[-4:]
    assert checked >= 5


def test_telephone_numbers_are_possible_somewhere(three_hundred: list[Ticket]) -> None:
    numbers = {s.value for t in three_hundred for s in t.spans if s.kind == "telephone" and s.value.startswith("+")}
    assert len(numbers) > 50
    for number in numbers:
        assert phonenumbers.is_possible_number(phonenumbers.parse(number.replace("\n", " ").replace("(0)", ""))), number


def test_wrapping_moves_no_offset() -> None:
    ticket = joined("x", [Piece("word " * 14), Piece("Ana Petrović", "person"), Piece(" writes again. " * 4)])
    broken = wrapped(ticket, 72)
    assert "\n" in broken.text and len(broken.text) == len(ticket.text)
    assert all(broken.text[s.start : s.end] == s.value for s in broken.spans)


SMALL = Ticket(
    "small",
    "Dear Ana Petrović, ask Mr Okonkwo today.",
    (Span(5, 17, "person", "Ana Petrović"), Span(26, 33, "person", "Okonkwo")),
    ((23, 25),),
)


def test_an_empty_redactor_fails(three_hundred: list[Ticket]) -> None:
    done = score(three_hundred, lambda text: [])
    assert done.recall == 0 and done.precision == 0 and not done.whole
    assert len(done.misses) == done.values.total()


def test_a_redactor_that_hides_everything_fails_on_precision(three_hundred: list[Ticket]) -> None:
    done = score(three_hundred, lambda text: [(0, len(text))])
    assert done.recall == 1 and done.precision < 0.5
    assert len(flagged(look_alikes(300, SEED), lambda text: [(0, len(text))])) > 280  # the rest are stars and dots


def test_a_perfect_redactor_is_perfect(three_hundred: list[Ticket]) -> None:
    answers = {ticket.text: [(s.start, s.end) for s in ticket.spans] for ticket in three_hundred}
    done = score(three_hundred, answers.__getitem__)
    assert (done.recall, done.precision, done.misses, done.alarms) == (1, 1, [], [])


@pytest.mark.parametrize(
    ("ranges", "recall", "false"),
    [
        ([(5, 8), (9, 17), (26, 33)], 1.0, 0),  # two parts, the blank between them goes along
        ([(4, 18), (23, 34)], 1.0, 0),  # blanks, a comma and the honorific count neither way
        ([(0, 17), (26, 33)], 1.0, 4),  # "Dear" was hidden for nothing
        ([(5, 8), (26, 33)], 10 / 19, 0),  # the blank of a half hidden name is not hidden
        ([], 0.0, 0),
    ],
)
def test_blanks_and_neutral_words(ranges: list[tuple[int, int]], recall: float, false: int) -> None:
    done = score([SMALL], lambda text: ranges)
    assert done.recall == pytest.approx(recall)
    assert done.false == false


def test_a_held_ticket_counts_as_nothing_hidden_and_is_named() -> None:
    def hold(text: str) -> list[tuple[int, int]]:
        raise ValueError("no")

    done = score([SMALL], hold)
    assert done.recall == 0 and done.held == ["small: ValueError no"]
    assert len(flagged(look_alikes(5, SEED), hold)) == 5


def test_the_report_shows_misses_with_their_sentence_and_words_hidden_for_nothing() -> None:
    done = score([SMALL], lambda text: [(0, 4), (26, 33)])
    text = report(done, [], 0)
    assert "'Ana·Petrović'" in text and "[Ana Petrović], ask Mr" in text
    assert "ALARM 'Dear'" in text
