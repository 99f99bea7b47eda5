"""Checks on who decided and who must approve: R15, R16, R33, R42, R53."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafting.compliance.look import Hit, Look, at, check, globbed
from drafting.errors import PolicyBroken
from drafting.models import Approval, Level, Priority, Severity
from drafting.policy.patterns import search
from drafting.status import satisfied

_SUPPOSED = (r"\b(?:if|whether|unless|until|once|when|before|in case)\b", r"\byou (?:state|say|write|claim|told)\b")
_MACHINE = (r"\b(?:bot|automat\w*|system|model|ai|algorithm|script|machine|classifier)\b",)


@check("human-decision-recorded", "outcome_words outcomes unless says levels")
def human_decision_recorded(look: Look) -> Iterator[Hit]:
    """R15. A reply that states an outcome rests on a decision of a named person (fact `human_decision`: outcome, by
    or by_role, at), and says the same.

    Options: `outcome_words`: patterns that state an outcome (without them: every reply with one of `outcomes`,
    default confirm and decline); `unless`: patterns of sentences that only suppose one; `says`: {value of
    human_decision.outcome: [patterns]}, what the reply must not say when another outcome was decided; `levels`: the
    by_role values that may decide.
    """
    if look.subject.facts is None:
        return
    decision = look.facts.get("human_decision")
    stated = look.found(look.words("outcome_words"), unless=(*_SUPPOSED, *look.words("unless")))
    if look.words("outcome_words"):
        if not stated:
            return
    elif look.outcome not in look.words("outcomes", ("confirm", "decline")):
        return
    place = (stated[0].start, stated[0].end) if stated else (0, 0)
    if (
        not isinstance(decision, dict)
        or not decision.get("outcome")
        or not (decision.get("by") or decision.get("by_role"))
    ):
        yield Hit("", *place)
        return
    levels = look.words("levels")
    if levels and decision.get("by_role") not in levels:
        yield Hit(
            f"The decision was taken by {decision.get('by_role') or 'nobody named'}; it takes {' or '.join(levels)}.",
            *place,
        )
    for outcome, patterns in look.groups("says").items():
        for words in look.found(patterns, unless=_SUPPOSED):
            if outcome != decision.get("outcome"):
                yield at(words, f"The recorded decision is {decision.get('outcome')}.")


@check("different-decider", "automated outcome_words")
def different_decider(look: Look) -> Iterator[Hit]:
    """R42. An appeal is decided by a person who did not take the first decision.

    Facts: `human_decision.by`, `original_decider`. Options: `automated`: patterns of names that are no person;
    `outcome_words`: patterns that state the decision, for the quote.
    """
    if look.subject.facts is None:
        return
    decision, first = look.facts.get("human_decision"), look.facts.get("original_decider")
    if not isinstance(decision, dict):
        return  # that no decision is recorded is R15's
    by, role = str(decision.get("by") or "").strip(), str(decision.get("by_role") or "").strip()
    stated = look.says("outcome_words")
    place = (stated[0].start, stated[0].end) if stated else (0, 0)
    if any(search(pattern, name) for pattern in look.words("automated", _MACHINE) for name in (by, role) if name):
        yield Hit("The appeal was decided by a machine; a person decides.", *place)
    elif by and isinstance(first, str) and by.casefold() == first.strip().casefold():
        yield Hit("The person who took the first decision also decided the appeal.", *place)
    elif by and not first:
        yield Hit("Who took the first decision is not recorded.", *place, severity=Severity.FLAG)


@check("approval-level", "levels roles level except_outcomes")
def approval_level(look: Look) -> Iterator[Hit]:
    """R16. The approval that the draft will get, and one that is recorded (fact `approved_by`), is as high as the
    policy asks: the row of the decision table, and the floors of the options.

    Options: `levels`: {section glob: level or [levels]}; `roles`: {role: level}; `level`: for every section;
    `except_outcomes`: outcomes that the floors do not bind (default fixed-text).
    """
    if look.section != look.subject.section:
        return
    floor = [] if look.outcome in look.words("except_outcomes", ("fixed-text",)) else _floor(look)
    yield from _approval(look, floor)


@check("legal-approval-for", "sections marks level")
def legal_approval_for(look: Look) -> Iterator[Hit]:
    """R33. Some matters always need a level: the case's section, or words of the ticket or the reply, say which.

    Options: `sections`: globs; `marks`: patterns in the ticket or the reply; `level` (default legal).
    """
    by_section = any(list(globbed(dict.fromkeys(look.words("sections")), s)) for s in look.subject.sections)
    marks = look.words("marks")
    words = look.says("marks")
    if by_section or words or look.in_ticket(marks):
        place = (words[0].start, words[0].end) if words else (0, 0)
        yield from (
            hit._replace(start=place[0], end=place[1])
            for hit in _approval(look, [_level(look.option("level", "legal"))])
        )


@check("priority-minimum", "minimum")
def priority_minimum(look: Look) -> Iterator[Hit]:
    """R53. The priority is at least that of every section of the case.

    Options: `minimum`: {section glob: P0…P4}, where it is higher than the section's own.
    """
    priority = look.subject.priority
    file = look.file()
    if priority is None or file is None:
        return
    floors = look.groups("minimum")
    least = min([file.triage.priority, *(Priority(p) for glob in globbed(floors, look.section) for p in floors[glob])])
    if priority > least:
        yield Hit(f"The case has {priority.value}; {file.title} asks for {least.value} or higher.")


def needs_level(look: Look, level: str) -> Iterator[Hit]:
    """What is wrong with the approval of a draft that needs this level."""
    yield from _approval(look, [_level(level)])


# -- helpers -------------------------------------------------------------------------------------------------


def _floor(look: Look) -> list[Level]:
    wanted = [_level(level) for level in look.words("level")]
    levels, roles = look.groups("levels"), look.groups("roles")
    for section in look.subject.sections:
        wanted += [_level(level) for glob in globbed(levels, section) for level in levels[glob]]
    if look.subject.role:
        wanted += [_level(level) for level in roles.get(look.subject.role, ())]
    return wanted


def _approval(look: Look, floor: list[Level]) -> Iterator[Hit]:
    subject = look.subject
    coming = subject.approval
    if coming is not None and (lacking := _lacking(floor, (coming.level, *coming.also))):
        yield Hit(f"The draft would be approved by {_named((coming.level, *coming.also))}; it needs {_named(lacking)}.")
    told = look.facts.get("approved_by")
    if told is None:
        return
    held = [
        Level(level)
        for level in ([told] if isinstance(told, str) else told if isinstance(told, list) else [])
        if level in set(Level)
    ]
    ways = (
        [[*floor, a.level, *a.also] for a in _rows(look)] if coming is None else [[*floor, coming.level, *coming.also]]
    )
    if ways and all(_lacking(way, held) for way in ways):
        yield Hit(f"Approved by {_named(held) or 'nobody who may'}; it needs {_named(_lacking(ways[0], held))}.")


def _rows(look: Look) -> list[Approval]:
    """The approvals of the rows that could hold; without an outcome nobody can say which."""
    file = look.file()
    if file is None or look.outcome is None:
        return [Approval()]
    return [
        Approval(level=row.approval.level, also=row.approval.also) for row in file.table if row.outcome is look.outcome
    ]


def _lacking(wanted: Iterable[Level], held: Iterable[Level]) -> list[Level]:
    may = satisfied(held)
    return [level for level in dict.fromkeys(wanted) if level not in may]


def _named(levels: Iterable[Level]) -> str:
    return " and ".join(level.value for level in dict.fromkeys(levels))


def _level(name: str) -> Level:
    if name not in set(Level):
        raise PolicyBroken(f"{name} is not an approval level.")
    return Level(name)
