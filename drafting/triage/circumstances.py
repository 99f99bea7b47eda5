"""Who writes, from where, and how urgent it is: the parts of a case that its section does not settle alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import regex

from drafting.errors import PolicyBroken
from drafting.models import PLACEHOLDER, MaskedTicket, Priority, Role
from drafting.policy import patterns, schema
from drafting.triage.scores import Text
from drafting.triage.words import HARM, LIVES_IN, RAISING, REGIMES

# Member states of the EU and the three EEA states, ISO 3166-1: the GDPR applies in all of them
_EEA: Final = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
_NAMED: Final = {**dict.fromkeys(_EEA.split(), "EU"), "GB": "UK"}
_MANY: Final = 100  # affected accounts or projects
_ADDRESS: Final = regex.compile(r"https?://[^\s<>\"')\]]+", regex.IGNORECASE)
_WRITES_OFFICIALLY: Final = frozenset({Role.PRESS, Role.REGULATOR, Role.ODS_BODY})


def role(triage: schema.Triage, ticket: MaskedTicket, text: Text) -> Role:
    """The helpdesk's word, else the section's first role signal that matches, else its default.

    Nobody is a verified account holder by saying so, and a verified requester is no unverified one.
    """
    if ticket.role is not None:
        return ticket.role
    words = text.body
    found = next((s.role for s in triage.roles if patterns.search(s.words, words)), triage.default_role)
    if found in {Role.ACCOUNT_HOLDER_VERIFIED, Role.ACCOUNT_HOLDER_UNVERIFIED}:
        return Role.ACCOUNT_HOLDER_VERIFIED if ticket.verified else Role.ACCOUNT_HOLDER_UNVERIFIED
    return found


def jurisdictions(ticket: MaskedTicket, text: Text) -> tuple[str, ...]:
    """Laws that may apply, the likeliest first: an agent's fact settles it, else the country, else what is claimed."""
    fact = ticket.facts.get("jurisdiction")
    settled = [fact] if isinstance(fact, str) else fact if isinstance(fact, list) else []
    named = tuple(dict.fromkeys(str(x).strip().upper() for x in settled if str(x).strip()))
    if named:
        return named
    found = [_NAMED.get(ticket.country, ticket.country)] if ticket.country else []
    words = text.body
    found += [name for name, claims in REGIMES.items() if _matches(claims, words)]
    homes = [token for home in patterns.finditer(LIVES_IN, words) for token in PLACEHOLDER.findall(home.group(1))]
    found += [ticket.places[home] for home in homes if home in ticket.places]
    states = {code for code in ticket.places.values() if code.startswith("US-")}
    if ticket.country == "US" and len(states) == 1:  # the only state that an American writer names
        found += states
    in_a_state = any(x.startswith("US-") for x in found)
    return tuple(x for x in dict.fromkeys(found) if not (x == "US" and in_a_state))


def priority(base: Priority, who: Role, text: Text, *, contacts: int) -> tuple[Priority, tuple[str, ...]]:
    """The section's priority, one level higher where something raises it, P0 where a life may be at stake; never lower.

    `contacts`: messages of the requester so far; the third without a result is a repeated contact.
    """
    words = text.body
    if _matches(HARM, words):
        return Priority.P0, ("somebody may be in danger",)
    reasons = [why for why, signs in RAISING.items() if _matches(signs, words)]
    if who in _WRITES_OFFICIALLY:
        reasons.append("press or regulator")
    if contacts >= 3:
        reasons.append("repeated contact")
    if len(set(_ADDRESS.findall(text.said))) > _MANY:
        reasons.append("more than a hundred addresses")
    if not reasons:
        return base, ()
    levels = list(Priority)
    return levels[max(0, levels.index(base) - 1)], tuple(dict.fromkeys(reasons))


def _matches(signs: Iterable[str], words: str) -> bool:
    try:
        return any(patterns.search(sign, words) for sign in signs)
    except PolicyBroken:  # a text made to be slow must not lower anything: read it as a match
        return True
