"""Checks on what the reply asks for and what it rests on: R13, R21, R22, R26 and R28."""

from __future__ import annotations

from collections.abc import Iterator

from drafting.compliance.asks import Ask, Asked, asked_elements, asks
from drafting.compliance.look import Hit, Look, at, check
from drafting.models import ElementState, Outcome
from drafting.policy import catalogue


@check("asks-exactly-missing", "asks never unless")
def asks_exactly_missing(look: Look) -> Iterator[Hit]:
    """R13. The reply asks for every missing element and for nothing else.

    Options: `asks`: {element: [patterns]}, how a reply words the request for it (default: the element's `ask`
    verbatim, or the telling words of its label); `never`: patterns that are never asked for; `unless`: patterns of
    sentences that do not count as asking.
    """
    subject, page = look.subject, look.page
    if look.section != subject.section or subject.fixed:
        return  # one look at the whole reply covers every section of the case
    spared = {page.part_at(w.start).start for w in page.every(look.words("unless"))}
    found = [a for a in asks(page) if a.start not in spared and not look.approved(a.start, a.end)]
    if subject.outcome_of(look.section) is not Outcome.REQUEST_MISSING:
        found = [a for a in found if not a.another_matter]
    for words in page.every(look.words("never")):
        if any(a.start <= words.start and words.end <= a.end for a in found):
            yield at(words, "The reply asks for something that the policy never asks for.")
    asked = {section: _asked(look, section, found) for section in subject.sections if section in look.policies.sections}
    for section, elements in asked.items():
        yield from _too_much(look, section, elements, asked)
        yield from _too_little(look, section, elements)


def _asked(look: Look, section: str, found: list[Ask]) -> list[Asked]:
    elements = look.policies.sections[section].elements.values()
    return list(asked_elements(look.page, elements, found, look.groups("asks")))


def _too_much(look: Look, section: str, elements: list[Asked], everywhere: dict[str, list[Asked]]) -> Iterator[Hit]:
    reported: set[str] = set()
    for one in elements:
        if one.element in reported or _may_ask(look, section, one.element):
            continue
        if any(
            _may_ask(look, other, same.element) and same.start < one.end and one.start < same.end
            for other, others in everywhere.items()
            if other != section
            for same in others
        ):
            continue  # the same words ask for what another section of the case misses
        reported.add(one.element)
        label = look.policies.sections[section].elements[one.element].label
        given = look.subject.state(section, one.element) is ElementState.PRESENT
        message = (
            f"The reply asks for what is there already: {label}."
            if given
            else f"The reply asks for more than it may: {label}."
        )
        yield Hit(message, one.start, one.end)


def _may_ask(look: Look, section: str, element: str) -> bool:
    """Missing, unclear, or not known. Where the decision lists what may be asked, only that, and what is unclear."""
    state = look.subject.state(section, element)
    listed = look.subject.missing.get(section)
    if state is ElementState.PRESENT or section in catalogue.RECORDED_ONLY:
        return False
    if state is ElementState.UNCLEAR or listed is None or state is None:
        return True
    return element in listed


def _too_little(look: Look, section: str, elements: list[Asked]) -> Iterator[Hit]:
    subject = look.subject
    outcome = subject.outcome_of(section)
    if outcome is not Outcome.REQUEST_MISSING and (outcome is not None or not elements):
        return
    known = look.policies.sections[section].elements
    wanted = subject.missing.get(section)
    if wanted is None:
        wanted = tuple(e for e in known if subject.state(section, e) is ElementState.MISSING)
    for element in wanted:
        if (
            element in known
            and element not in {one.element for one in elements}
            and subject.state(section, element) is not ElementState.PRESENT
        ):
            yield Hit(f"The reply does not ask for what is missing: {known[element].label}.", fix=known[element].ask)


@check("requires-complete-intake", "claims unless elements override")
def requires_complete_intake(look: Look) -> Iterator[Hit]:
    """R26, R28. A request with a missing element is not confirmed, and not called complete or acted on.

    Options: `claims`: patterns that say it is complete or acted on, `unless` the sentence matches; `elements`: the
    elements that count (default: all of the section); `override`: an approval level recorded in the fact
    `approved_by` that lifts the rule (default: none).
    """
    subject = look.subject
    if look.section not in look.policies.sections:
        return
    known = look.policies.sections[look.section].elements
    wanted = look.words("elements") or tuple(known)
    missing = [e for e in wanted if e in known and subject.state(look.section, e) is ElementState.MISSING]
    missing += [e for e in subject.missing.get(look.section, ()) if e in wanted and e not in missing]
    missing = [e for e in missing if subject.state(look.section, e) is not ElementState.PRESENT]
    override = look.option("override")
    if not missing or (override and look.facts.get("approved_by") == override):
        return
    labels = ", ".join(known[e].label for e in missing if e in known)
    claims = look.found(look.words("claims"), unless=look.words("unless"))
    if claims:
        yield at(claims[0], f"The reply says so although this is missing: {labels}.")
    elif look.outcome is Outcome.CONFIRM:
        yield Hit(f"The reply confirms a request that is not complete: {labels}.")


@check("no-identity-demand", "demand unless")
def no_identity_demand(look: Look) -> Iterator[Hit]:
    """R21. Nobody proves who he is, signs in or opens an account for this.

    Options: `demand`: patterns of the demand; `unless`: patterns of sentences that say the opposite.
    """
    for words in look.found(look.needed("demand"), unless=look.words("unless")):
        yield at(words)


@check("agent-permission-only", "demand unless require")
def agent_permission_only(look: Look) -> Iterator[Hit]:
    """R22. From an agent the signed permission, nothing that goes beyond it.

    Options: `demand`: patterns of what may not be demanded; `unless`: patterns of sentences that say so; `require`:
    one of these patterns must occur while `signed-permission` is missing.
    """
    for words in look.found(look.needed("demand"), unless=look.words("unless")):
        yield at(words)
    require = look.words("require")
    missing = look.subject.state(look.section, "signed-permission") is ElementState.MISSING
    asks_for_it = missing and look.outcome in {Outcome.REQUEST_MISSING, None}
    if require and asks_for_it and not look.page.mentions(require):
        yield Hit("The reply does not ask for the signed permission.")
