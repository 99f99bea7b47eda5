"""The playbook drafter: the section's own framework, filled for this case. Needs no model, and is right on every fact.

Works in the masked world: `<PERSON_1>` stands where a name will be. The reply is greeting, framework, signature; a
fixed text stands alone, byte for byte the same for everybody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import regex
from pydantic import JsonValue

from drafting.errors import Held
from drafting.examine import own_words
from drafting.models import (
    PLACEHOLDER,
    Case,
    Decision,
    Due,
    ElementState,
    IntakeItem,
    MaskedTicket,
    Reply,
    SectionDecision,
)
from drafting.policy import calendar, inputs, patterns, schema
from drafting.policy.render import filled, tidy, variables
from drafting.policy.values import Policies, Section

MOST_ITEMS: Final = 20

# An address in the text; placeholders inside it are part of it, punctuation after it is not.
_URL: Final = regex.compile(rf"https?://(?:{PLACEHOLDER.pattern}|[^\s<>\"'`|\\^{{}}])+", flags=regex.IGNORECASE)
_AFTER_URL: Final = ".,;:!?)]}*_"
_DATE: Final = r"[A-Z]\w+, \d{1,2} \w+ \d{4}"
_THANKS: Final = re.compile(
    rf"^(?:Thank you for (?P<matter>your [^.,(]+?)(?: of {_DATE}|, which reached us on {_DATE})?"
    rf"|We received your \w+ on {_DATE})\.(?:\s+|$)"
)
_GENERAL: Final = {"your message", "your request", "your e-mail", "your email", "your report", "your note"}


def render(
    policies: Policies, ticket: MaskedTicket, case: Case, decision: Decision, intake: Sequence[IntakeItem]
) -> Reply:
    """The reply that the policy prescribes, masked. Raises Held when no section of the case has a policy.

    Raises PolicyBroken when a framework prints something that this case does not have.
    """
    if not decision.sections:
        raise Held(f"No policy is written yet for {', '.join(decision.answered_by_person) or case.section}.")
    first, *others = decision.sections
    section = policies.section(first.section)
    framework = section.file.frameworks[first.framework]
    if framework.fixed:
        same = {"company": policies.company, "fixed": policies.fixed}
        return Reply(subject=_line(filled(framework.subject, same)), body=filled(framework.body, same))
    given = _variables(policies, section, ticket, case, decided=first, intake=intake)
    parts = [given["greeting"], filled(framework.body, given)]
    for other in (one for one in others if one.covered_by is None):
        section = policies.section(other.section)
        values = _variables(policies, section, ticket, case, decided=other, intake=intake)
        text = filled(section.file.frameworks[other.framework].body, values)
        parts += _second(section, text, _case_id(ticket), "\n\n".join(parts))
    if decision.answered_by_person:
        parts.append(_by_person(len(decision.answered_by_person)))
    parts.append(given["closing"])
    return Reply(subject=_line(filled(framework.subject, given)), body=tidy("\n\n".join(parts)))


# -- the variables of a framework ----------------------------------------------------------------------------


def _variables(
    policies: Policies,
    section: Section,
    ticket: MaskedTicket,
    case: Case,
    *,
    decided: SectionDecision,
    intake: Sequence[IntakeItem],
) -> dict[str, Any]:
    found = {item.element: item for item in intake if item.section == section.id}
    return variables(
        policies.company,
        policies.fixed,
        case_id=_case_id(ticket),
        received=calendar.words(calendar.of(policies.company).local(ticket.received_at)),
        role=case.requester_role.value,
        jurisdiction=", ".join(case.jurisdictions),
        name=ticket.name or "",
        missing=[ask for e in decided.missing for ask in _asks(section.elements[e], found.get(e))],
        missing_labels=[section.elements[e].label for e in decided.missing],
        supplied_labels=[
            element.label
            for element in section.elements.values()
            if (item := found.get(element.id)) and item.state is ElementState.PRESENT
        ],
        items=items(policies.company, ticket),
        due=due_words(policies, decided.clocks),
        facts=ticket.facts,
    )


def _case_id(ticket: MaskedTicket) -> str:
    """The agent's own case number where there is one, else the ticket's."""
    given = inputs.fact(ticket.facts, "case_id")
    return given if isinstance(given, str) and given else ticket.ticket_id


def _asks(element: schema.Element, item: IntakeItem | None) -> list[str]:
    """What to ask for: the whole element, or only its missing parts where the policy has a sentence for each."""
    parts = item.parts_missing if item else ()
    some = 0 < len(parts) < len(element.parts)
    if some and all(part in element.ask_parts for part in parts):
        return [element.ask_parts[part] for part in element.parts if part in parts]
    return [element.ask]


def due_words(policies: Policies, dues: Sequence[Due]) -> dict[str, str]:
    """Due dates by the names that frameworks use: `K12`, and `K15_earliest` and `K15_latest` for a window."""
    return {
        due.clock if due.bound == "due" else f"{due.clock}_{due.bound}": calendar.words(
            due.due_at, hours=policies.clocks[due.clock].unit == "h"
        )
        for due in dues
    }


def items(company: schema.Company, ticket: MaskedTicket) -> list[str]:
    """The material that the ticket is about: what an agent listed, else our own URLs in the requester's words.

    In the order of the text, each once, at most twenty; then `and 3 more`.
    """
    listed = _listed(inputs.fact(ticket.facts, "items"))
    said = (str(ticket.subject), own_words(ticket, company.name)[1])
    found = listed or list(dict.fromkeys(url for text in said for url in _urls(company, text)))
    more = len(found) - MOST_ITEMS
    return [*found[:MOST_ITEMS], *([f"and {more} more"] if more > 0 else [])]


def _listed(given: JsonValue) -> list[str]:
    return [item.strip() for item in given if isinstance(item, str) and item.strip()] if isinstance(given, list) else []


def _urls(company: schema.Company, text: str) -> list[str]:
    urls = (match.group().rstrip(_AFTER_URL) for match in _URL.finditer(text))
    return [url for url in urls if any(_begins(pattern, url) for pattern in company.host_patterns)]


def _begins(pattern: str, url: str) -> bool:
    hit = patterns.search(pattern, url)
    return hit is not None and hit.start() == 0


# -- several matters in one reply ----------------------------------------------------------------------------


def _second(section: Section, text: str, case_id: str, before: str) -> list[str]:
    """A further section's text after the first: a bridge, no second thanks, reference or identical paragraph."""
    bridge = f"Your message also concerns another matter: {_lower(section.file.title)}."
    text = "\n\n".join(_without_reference(paragraph, case_id) for paragraph in text.split("\n\n"))
    thanks = _THANKS.match(text)
    if thanks:
        text = text[thanks.end() :]
        if (thanks["matter"] or "your message") not in _GENERAL:
            bridge = f"Now to {thanks['matter']}."
    paragraphs = [p for p in text.split("\n\n") if p.strip() and p not in before]
    if not paragraphs or thanks is None or _is_list(paragraphs[0]):
        return [bridge, *paragraphs]
    return [f"{bridge} {paragraphs[0]}", *paragraphs[1:]]


def _without_reference(paragraph: str, case_id: str) -> str:
    """Without the sentences that only repeat the case reference, and without `(reference …)`."""
    paragraph = re.sub(rf" ?\([^()]*{re.escape(case_id)}\)", "", paragraph)
    for sentence in reversed(patterns.sentences(paragraph)):
        if case_id in sentence.text and re.match(
            r"(?i)(?:your|the|our) (?:case )?(?:reference|number)\b", sentence.text
        ):
            paragraph = paragraph[: sentence.start].rstrip(" ") + " " + paragraph[sentence.end :].lstrip(" ")
    return paragraph.strip()


def _lower(title: str) -> str:
    """A title inside a sentence: a capital stays only where it belongs to an abbreviation (DMCA) or a single letter."""
    return title if title[1:2].isupper() else f"{title[:1].lower()}{title[1:]}"


def _is_list(paragraph: str) -> bool:
    return paragraph.startswith(("- ", "* ", "1. "))


def _by_person(count: int) -> str:
    part = "the other part" if count == 1 else "the other parts"
    return f"A colleague from the responsible team will answer {part} of your message separately."


def _line(text: str) -> str:
    return " ".join(text.split())
