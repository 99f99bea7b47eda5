"""What a ticket is about: section, secondary sections, role, jurisdictions and priority, by words and by meaning.

The policies' signals say what words count for; sentence embeddings say which section the text is nearest to. No
language model decides, and an instruction inside a ticket has the weight of its words and no other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from math import log
from typing import Final, NamedTuple, Protocol

from drafting.errors import PolicyBroken
from drafting.examine.thread import own_words
from drafting.models import Case, MaskedText, MaskedTicket
from drafting.policy import patterns, schema
from drafting.policy.compiler import Policies
from drafting.triage import circumstances, scores
from drafting.triage.scores import Score, Text

__all__ = ["Likely", "Score", "Triaged", "triage"]

OUT_OF_SCOPE: Final = "general/out-of-scope"
THRESHOLD: Final = 3.0  # the weight of one strong signal; less is a guess
OUTRIGHT: Final = 4.0  # a single signal that makes a secondary section must name the thing outright
MARGIN: Final = 1.0  # how far the best section must be ahead of the second
SENTENCE: Final = 6  # words; shorter ones say too little
MOST_SENTENCES: Final = 60
SURELY: Final = log(0.75)  # a sentence that is about another matter without the policy's words for it
HARDLY: Final = log(0.2)  # and the least for one that has them
DOUBTFUL: Final = log(0.1)  # below that they say something else
NEVER: Final = -100.0
BESIDE: Final = 0.4  # of the best score, which the whole text must give to a matter that one sentence is about
NEAR: Final = 0.85  # of the best score: what comes as near may be the matter all the same
LEAST: Final = 14.0  # of words and what was learned together; on the corpus half of what lies below is wrong
APART: Final = 3.5  # and of the distance to the second section a third
MARGIN_SHARE: Final = 0.15  # and as a share of its own score: long letters score high everywhere


class Likely(Protocol):
    """What a text is about: the logarithm of each section's probability (`meaning.Reading`)."""

    def likely(self, text: MaskedText) -> Mapping[str, float]: ...

    def in_passages(self, passages: Sequence[MaskedText]) -> Mapping[str, float]:
        """The greatest that any of the passages gives to each section."""
        ...


class Triaged(NamedTuple):
    """The case, why a person should look (None when nothing speaks for it), the scores, the case's section first."""

    case: Case
    unsure: str | None
    scores: tuple[Score, ...]
    reasons: tuple[str, ...] = ()  # why the priority is higher than the section's own
    rivals: tuple[str, ...] = ()  # sections that come nearly as near, and are not among the case's


def triage(policies: Policies, ticket: MaskedTicket, meaning: Likely | None = None) -> Triaged:
    """The section that fits best, and what is known about the case. Without `meaning`, words decide alone.

    Raises PolicyBroken for a pattern that is too slow, and where no policy says what is out of scope.
    """
    whole, said = own_words(ticket, policies.company.name)
    text = Text(patterns.plain(ticket.subject), patterns.plain(whole), patterns.plain(said))
    known = dict(scores.triages(policies))
    if OUT_OF_SCOPE not in known:
        raise PolicyBroken(f"There is no policy section {OUT_OF_SCOPE}; triage cannot say that a ticket is not ours.")
    logs = meaning.likely(MaskedText(f"{text.subject}\n{text.whole}".strip())) if meaning else {}
    ranked = sorted(
        (
            s
            for i, t in known.items()
            if (s := scores.score(i, t, text.subject, text.whole, scores.meant(logs.get(i)))).score > 0
        ),
        key=lambda s: (-s.score, s.section == OUT_OF_SCOPE),
    )
    ranked = _ours_first(known, ranked, text)
    section = ranked[0].section if ranked else OUT_OF_SCOPE
    heard = meaning.in_passages(_passages(text)) if meaning else None
    also, doubted = _secondary(known, ranked, text, heard)
    section, also = _leading(known, ranked, section, also)
    who = circumstances.role(known[section], ticket, text)
    priority, reasons = circumstances.priority(
        min((known[s].priority for s in (section, *also)), key=str),
        who,
        text,
        contacts=sum(m.sender == "requester" for m in ticket.messages),
    )
    case = Case(
        section=section,
        also=also,
        priority=priority,
        requester_role=who,
        jurisdictions=circumstances.jurisdictions(ticket, text),
        language=ticket.language,
    )
    return Triaged(case, _unsure(ranked, also, text), tuple(ranked), reasons, _rivals(ranked, case, doubted))


def _ours_first(known: dict[str, schema.Triage], ranked: list[Score], text: Text) -> list[Score]:
    """The ranking with a matter of ours before "out of scope": a claim beside an invoice question is a claim."""
    if len(ranked) < 2 or ranked[0].section != OUT_OF_SCOPE:
        return ranked
    if ranked[1].score < (NEAR * ranked[0].score if ranked[0].meaning else THRESHOLD):
        return ranked
    support = scores.spans(known[OUT_OF_SCOPE], text.body)
    if scores.own_strength(known[ranked[1].section], text.body, support)[0] < THRESHOLD:
        return ranked
    return [ranked[1], ranked[0], *ranked[2:]]


def _passages(text: Text) -> list[MaskedText]:
    """Sentences that are long enough to be about something."""
    found = (s.text for s in patterns.sentences(text.body))
    return [MaskedText(s) for s in islice((s for s in found if len(s.split()) >= SENTENCE), MOST_SENTENCES)]


def _secondary(
    known: dict[str, schema.Triage], ranked: list[Score], text: Text, heard: Mapping[str, float] | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Other sections with a strong score of their own, on words that the better ones do not already explain; and those
    of which that is doubtful.

    `heard`: what single sentences are about as learned. One sentence must be about the other matter as well; one that
    surely is makes it a matter even without the policy's words.
    """
    if not ranked:
        return (), ()
    body = text.body
    taken = scores.spans(known[ranked[0].section], body)
    found: list[str] = []
    doubted: list[str] = []
    for other in ranked[1:]:
        if other.section == OUT_OF_SCOPE:
            continue
        sure = heard.get(other.section, NEVER) if heard is not None else 0.0
        if heard is not None and sure > SURELY and other.score >= ranked[0].score * BESIDE:
            found.append(other.section)
            continue
        if sure < DOUBTFUL or other.score - other.meaning < THRESHOLD:
            continue
        strength, signs = scores.own_strength(known[other.section], body, taken)
        if strength < (THRESHOLD if signs > 1 else OUTRIGHT):
            continue
        if sure < HARDLY:
            doubted.append(other.section)
            continue
        found.append(other.section)
        taken += scores.spans(known[other.section], body)
    return tuple(found), tuple(doubted)


def _leading(
    known: dict[str, schema.Triage], ranked: list[Score], section: str, also: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """The same sections with one that leads before the others: a life goes before an appeal."""
    score = {s.section: s.score for s in ranked}
    first = next((s for s in also if known[s].leads and score[s] >= score[section] / 2), None)
    if first is None or known[section].leads:
        return section, also
    return first, (section, *(s for s in also if s != first))


def _unsure(ranked: list[Score], also: tuple[str, ...], text: Text) -> str | None:
    if not f"{text.subject}{text.whole}".strip():
        return "The ticket has no readable words."
    if not ranked:
        return "Nothing in the ticket says what it is about."
    best = ranked[0]
    least, margin = (LEAST, APART) if best.meaning else (THRESHOLD, max(MARGIN, MARGIN_SHARE * best.score))
    if best.score < least:
        return f"Only weak signs of {best.section}{_shown(best)}."
    if len(ranked) > 1 and ranked[1].section not in also and best.score - ranked[1].score < margin:
        return f"It could be {best.section}{_shown(best)} or {ranked[1].section}{_shown(ranked[1])}."
    return None


def _rivals(ranked: list[Score], case: Case, doubted: Sequence[str]) -> tuple[str, ...]:
    """What else it may be, or may be about as well: whoever approves that must see the draft too."""
    near = [s.section for s in ranked[:3] if s.meaning and s.score > ranked[0].score - APART]
    return tuple(s for s in dict.fromkeys((*near, *doubted)) if s not in {case.section, *case.also})


def _shown(score: Score) -> str:
    return f" ({', '.join(score.words)})" if score.words else ""
