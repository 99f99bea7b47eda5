"""The round trip on 20,000 random cases: every text comes back, and no hidden value is left in a masked one."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.models import PLACEHOLDER
from drafting.redaction.kinds import KINDS
from drafting.redaction.placeholders import Span, mask, originals, unmask
from drafting.redaction.registry import CaseRegistry
from tests.unit.redaction.leaks import leaked, segments

WORDS = (  # noqa: SIM905 - a list of words is easiest to read and to change as text
    "Zora Planck ZORA planck's Zora\u200b Pl\u00e1nck Pla\u0301nck Ivo Li Bo O'Kee O’Kee Straße STRASSE İzmir izmir ﬁnn"
    " <PERSON_1> <ID_12> &lt;PERSON_1&gt; \\d+ (.*) [a-z]{2} $1 a.b zora@example.com ZORA@EXAMPLE.COM 203.0.113.9"
    " 555-0100 the will and to \u202ezora\u202c שלום 𝔸nna \U0001f469\u200d\U0001f467 ＺＯＲＡ a\u0300\u0301"
    " sk_test_0000000000 ab abc abcd abcdef xabcdefx"
).split(" ")
GAPS = (" ", " ", "  ", "\n", "\t", "", "-", ", ", "_", "\u00a0", "\u200b")
UNICODE = "ab A<>_12\n’é𝔸\u200bPERSONßİŉﬁ\u0301\u0345\u202e\u2066\x00\x1f\u00b4\uffff\ud800中ｱ가"


def _text(r: random.Random) -> str:
    style = r.random()
    if style < 0.6:
        return "".join(r.choice(WORDS) + r.choice(GAPS) for _ in range(r.randint(0, 14)))
    if style < 0.9:
        return "".join(r.choice(UNICODE) for _ in range(r.randint(0, 40)))
    return "".join(chr(r.choice((r.randrange(0x250), r.randrange(0x110000)))) for _ in range(r.randint(0, 25)))


def _spans(r: random.Random, text: str) -> list[Span]:
    found = []
    for _ in range(r.randint(0, 6)):
        start = r.randint(0, len(text))
        end = min(len(text), start + r.choice((0, 1, 2, 4, 6, 12, 40)))
        found.append(Span(start, end, r.choice(KINDS)))
    return found


def _check(text: str, spans: Sequence[Span], registry: CaseRegistry) -> None:
    masked = mask(text, spans, registry, "requester", kept=())
    assert unmask(masked, originals(text, masked)) == text
    hidden = [(e.start, e.end) for e in masked.entities]
    assert all(any(a <= s.start and s.end <= b for a, b in hidden) for s in spans if s.start < s.end)
    assert [m.group() for m in PLACEHOLDER.finditer(masked.text)] == [e.placeholder for e in masked.entities]
    values = [(e.kind, form.value) for e in registry.entries for form in e.forms]
    assert leaked(values, segments(text, masked)) == []
    assert registry.known_values(masked.text) == ()


@pytest.mark.parametrize("seed", range(8))
def test_of_twenty_thousand_random_cases_none_breaks(seed: int) -> None:
    r = random.Random(seed)
    for _ in range(1250):
        registry = CaseRegistry("c")
        for _ in range(2):  # two messages of one case
            text = _text(r)
            _check(text, _spans(r, text), registry)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.one_of(st.text(max_size=60), st.lists(st.sampled_from((*WORDS, *GAPS)), max_size=20).map("".join)))
    ends = st.integers(0, len(text))
    found = draw(st.lists(st.tuples(ends, ends, st.sampled_from(KINDS)), max_size=8))
    return text, [Span(min(a, b), max(a, b), kind) for a, b, kind in found]


@given(cases())
@settings(max_examples=300)
def test_no_text_with_any_spans_breaks(given: tuple[str, list[Span]]) -> None:
    _check(*given, CaseRegistry("c"))
