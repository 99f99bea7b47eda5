"""Which intake elements a request has: each present, missing or unclear, with the ticket's words that show it.

No model and no I/O. The policy files say how an element shows; an agent's facts beat whatever the text says.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import JsonValue

from drafting.examine.recognise import SIGNING, Hit, Reader, recognise
from drafting.examine.thread import Said, Thread, own_words, questions_of, read_thread
from drafting.models import ElementState, IntakeItem, MaskedText, MaskedTicket
from drafting.policy import schema
from drafting.policy.compiler import Policies

__all__ = ["examine", "own_words"]

PRESENT, MISSING, UNCLEAR = ElementState.PRESENT, ElementState.MISSING, ElementState.UNCLEAR


def examine(policies: Policies, ticket: MaskedTicket, section_ids: Sequence[str]) -> tuple[IntakeItem, ...]:
    """Every intake element of the sections, in the order asked and in policy order.

    Evidence is at most 200 characters of the masked ticket, verbatim. Raises NotFound for a section without a policy
    and PolicyBroken for a pattern that runs too long.
    """
    intakes = {section_id: policies.section(section_id).file.intake for section_id in section_ids}
    thread = read_thread(policies, ticket, section_ids)
    return tuple(
        _item(
            section_id,
            element,
            others=tuple(q for e in intake if e.id != element.id for q in questions_of(e)),
            ticket=ticket,
            thread=thread,
            company=policies.company,
        )
        for section_id, intake in intakes.items()
        for element in intake
    )


def _item(
    section_id: str,
    element: schema.Element,
    *,
    others: tuple[str, ...],
    ticket: MaskedTicket,
    thread: Thread,
    company: schema.Company,
) -> IntakeItem:
    state = _fact(ticket.facts, element.id)
    if state is None and element.by == "verified":
        state = PRESENT if ticket.verified else MISSING
    if state is not None:
        return IntakeItem(section=section_id, element=element.id, state=state)
    signing = element.sworn or any(SIGNING & set(r.kinds) for r in (element.recognise, *element.parts.values()))
    if not element.parts:
        hit = _over_thread(Reader(element.recognise, others, False, signing, thread.ours, company), ticket, thread.said)
        return _found(section_id, element.id, hit)
    hits: dict[str, Hit | None] = {}
    for part_id, part in element.parts.items():
        known = _fact(ticket.facts, f"{element.id}.{part_id}")
        if known is not None:
            hits[part_id] = None if known is MISSING else Hit(known, "")
            continue
        # what the element as a whole rules out, no part can bring back
        merged = part.model_copy(update={"unless": (*part.unless, *element.recognise.unless)})
        hits[part_id] = _over_thread(Reader(merged, others, True, signing, thread.ours, company), ticket, thread.said)
    return _composite(section_id, element, hits)


def _composite(section_id: str, element: schema.Element, hits: dict[str, Hit | None]) -> IntakeItem:
    gone = tuple(part for part, hit in hits.items() if hit is None)
    unclear = tuple(part for part, hit in hits.items() if hit is not None and hit.state is UNCLEAR)
    state = MISSING if gone else UNCLEAR if unclear else PRESENT
    shown = next((hit for part, hit in hits.items() if hit and hit.evidence and (not unclear or part in unclear)), None)
    return IntakeItem(
        section=section_id,
        element=element.id,
        state=state,
        evidence=MaskedText(shown.evidence) if shown else None,
        parts_missing=gone or unclear,
    )


def _found(section_id: str, element_id: str, hit: Hit | None) -> IntakeItem:
    if hit is None:
        return IntakeItem(section=section_id, element=element_id, state=MISSING)
    evidence = MaskedText(hit.evidence) if hit.evidence else None
    return IntakeItem(section=section_id, element=element_id, state=hit.state, evidence=evidence)


def _over_thread(reader: Reader, ticket: MaskedTicket, said: Sequence[Said]) -> Hit | None:
    """The first letter that supplies it; a later message supplies what an earlier one lacked."""
    unclear: Hit | None = None
    for one in said:
        if one.reported and reader.signing:
            continue
        hit = recognise(reader, one.unrepeated if reader.signing else one.letter, reported=one.reported)
        if hit and hit.state is PRESENT:
            return hit
        if hit is None and reader.signing and one.unrepeated is not one.letter:
            hit = _only_repeated(recognise(reader, one.letter))
        unclear = unclear or hit
    # What the helpdesk knows of him supplies an element only where the policy says so, and never a signature or an oath
    for kind, value in (("requester-email", ticket.email), ("requester-name", ticket.name)):
        if value and not reader.signing and kind in reader.recognise.kinds:
            return Hit(PRESENT, value)
    return unclear


def _only_repeated(hit: Hit | None) -> Hit | None:
    """A signature or an oath that stands only in a quotation, even of himself: a person looks at it."""
    return hit and hit._replace(state=UNCLEAR)


def _fact(facts: dict[str, JsonValue], key: str) -> ElementState | None:
    """What an agent has settled. A list or an object is the element's value; a word that is no state needs a person."""
    value = facts.get(key)
    if value is None:
        return None
    if isinstance(value, bool):
        return PRESENT if value else MISSING
    if isinstance(value, str):
        word = value.strip().lower()
        named = {"yes": PRESENT, "true": PRESENT, "no": MISSING, "false": MISSING, "": MISSING}
        return named.get(word) or (ElementState(word) if word in set(ElementState) else UNCLEAR)
    return PRESENT if value else MISSING
