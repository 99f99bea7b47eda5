"""Checks on who is told what: R01, R06, R10, R32."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, get_args

import regex

from drafting.compliance.citations import citations
from drafting.compliance.dates import dates
from drafting.compliance.look import Hit, Look, at, check
from drafting.compliance.text import Page, Words
from drafting.models import PLACEHOLDER, MaskedText, Role, Severity
from drafting.policy.audience import open_origins
from drafting.policy.compiler import Policies
from drafting.ports import Origin

EMAIL: Final = regex.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE: Final = regex.compile(r"(?<![\w.<#/-])(?:\+|00)?\(?\d{1,4}\)?(?:[ .-]?\(?\d{2,4}\)?){2,5}(?![\w/]|\.\d)")
_IP: Final = regex.compile(r"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w]|\.\d)")
_CARD: Final = regex.compile(r"(?<![\w-])(?:\d[ -]?){12,18}\d(?![\w-])")
_SSN: Final = regex.compile(r"(?<![\w-])(?!000|666|9)\d{3}[- ](?!00)\d{2}[- ](?!0000)\d{4}(?![\w-])")
_IBAN: Final = regex.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_SECRET: Final = regex.compile(
    r"\b(?:A(?:KIA|SIA)[0-9A-Z]{12,}|gh[pousr]_\w{16,}|github_pat_\w{20,}|glpat-[\w-]{16,}|sk-[\w-]{16,}"
    r"|[sr]k_(?:live|test)_\w{10,}|xox[abprs]-[\w-]{10,}"
    r"|AIza[\w-]{20,}|npm_\w{20,}|SG\.[\w-]{10,}\.[\w-]{10,}|eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]+)?)"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----|\b\w+://[^\s:/@]+:[^\s:/@]{3,}@\S+"
)
_LOOSE_SECRET: Final = regex.compile(
    r"(?<![\w/.=-])(?=[\w+/=-]*\d)(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])[A-Za-z0-9+/_=-]{20,}(?![\w/.-])"
)

# Values that nobody gets back in clear, whoever sent them.
NEVER_KINDS: Final = ("SECRET", "CREDIT_CARD", "US_SSN", "IBAN_CODE", "CRYPTO")
_CONTACT_KINDS: Final = ("EMAIL_ADDRESS", "PHONE_NUMBER", "ADDRESS", "IP_ADDRESS")
_YOURS: Final = regex.compile(
    r"\byour (?:\w+ ){0,3}(?:e-?mail|address|number|phone|telephone|ip)\b|\byou (?:wrote|write|gave|sent)\b",
    regex.IGNORECASE,
)


@check("recipient-allowed", "anyone only")
def recipient_allowed(look: Look) -> Iterator[Hit]:
    """R01. Every section of the case must name the requester's role in `roles`.

    Options: `anyone`: outcomes that may go to any role (default: none); `only`: {outcome: [roles]}, narrower than
    `roles`.
    """
    role, subject = look.subject.role, look.subject
    file = look.file()
    if role is None or file is None or look.outcome in look.words("anyone"):
        return
    if role not in file.roles:
        yield Hit(f"{file.title}: this policy does not provide for an answer to {role.value.replace('_', ' ')}.")
        return
    for outcome, roles in look.groups("only").items():
        if subject.outcome_of(look.section) == outcome and role not in roles:
            yield Hit(f"{outcome} may not be sent to {role.value.replace('_', ' ')} under {file.title}.")


@check("no-other-party-values", "never_kinds")
def no_other_party_values(look: Look) -> Iterator[Hit]:
    """R06. A placeholder may stand in the reply when its value came from the requester, or from an origin that the
    section's `may_tell` opens to his role. A contact detail in clear that is not the company's own is nobody's to send.

    Options: `never_kinds`: {role or "any": [KIND, …]}, kinds that the role never gets whatever the origin.
    """
    subject, page = look.subject, look.page
    ours = our_words(look.policies, subject.sections)
    for words in contacts(page):
        if not _ours(words.text, ours):
            yield at(words, "The reply contains a contact detail in clear that is not one of our channels.")
    if subject.registry is None:
        return
    open_to_him = open_origins(look.policies, subject.sections, subject.role)
    forbidden = {*look.groups("never_kinds").get("any", ()), *look.groups("never_kinds").get(subject.role or "", ())}
    for token in PLACEHOLDER.finditer(page.text):
        words = Words(token.start(), token.end(), token.group())
        if not subject.registry.knows(words.text) or _ours(_value(look, words.text), ours):
            continue  # unknown placeholders are R58's
        kind = words.text[1:-1].rpartition("_")[0]
        if kind == "LITERAL":
            continue  # so are words that only look like one
        if kind in forbidden:
            yield at(words, f"This recipient never gets a value of the kind {kind.lower().replace('_', ' ')}.")
            continue
        seen_by = [origin for origin in get_args(Origin) if _visible(look, words.text, origin)]
        if any(origin in open_to_him for origin in seen_by):
            continue
        if subject.ticket_text is None and (kind not in _CONTACT_KINDS or _is_addressees(page, words)):
            continue  # without the ticket nobody can say whose name this is
        # One capitalised word that only the reply has is as often a heading or a product as a name.
        doubtful = seen_by == ["agent"] and kind not in _CONTACT_KINDS and " " not in _value(look, words.text).strip()
        hit = at(words, "The reply contains a value that its recipient did not give us and may not be told.")
        yield hit._replace(severity=Severity.FLAG) if doubtful else hit


@check("no-raw-identifiers", "kinds allow")
def no_raw_identifiers(look: Look) -> Iterator[Hit]:
    """R10. No secret, card, identity or account number, e-mail address, telephone number or IP address in clear, and no
    placeholder that would be restored to a secret or a number of that kind. The company's own channels are fine.

    Options: `kinds`: placeholder kinds that never stand in a reply (default SECRET, CREDIT_CARD, US_SSN, IBAN_CODE,
    CRYPTO); `allow`: patterns of values that may stand in clear (a crisis line).
    """
    subject, page = look.subject, look.page
    ours = our_words(look.policies, subject.sections)
    taken = [(a.start, a.end) for a in page.every(look.words("allow"))]
    for words, what in (*_identifiers(page), *((w, "a contact detail") for w in contacts(page))):
        if not _ours(words.text, ours) and not any(start < words.end and words.start < end for start, end in taken):
            taken.append((words.start, words.end))
            yield at(words, f"The reply contains {what} in clear.")
    kinds = look.words("kinds", NEVER_KINDS)
    for token in PLACEHOLDER.finditer(page.text):
        kind = token.group()[1:-1].rpartition("_")[0]
        if kind in kinds and not _ours(_value(look, token.group()), ours):
            yield Hit(
                f"The reply repeats a value of the kind {kind.lower().replace('_', ' ')}.", token.start(), token.end()
            )


@check("counter-data-direction", "copies roles fact unless")
def counter_data_direction(look: Look) -> Iterator[Hit]:
    """R32. A copy goes only the way the statute sends it: a counter notice to the original complainant, a notice to the
    respondent.

    Options: `copies`: {name: [patterns with which the reply hands the copy over]}; `roles`: {name: [roles that may get
    it]}; `unless`. `fact`: a fact that must not be "no" for the complainant to be the original one (default
    original_complainant). Contact data in clear that is not ours may not travel in a reply at all.
    """
    subject = look.subject
    ours = our_words(look.policies, subject.sections)
    for words in contacts(look.page):
        if not _ours(words.text, ours):
            yield at(words)
    copies, roles = look.groups("copies"), look.groups("roles")
    for name, patterns in copies.items():
        for words in look.found(patterns, unless=look.words("unless")):
            if subject.role is not None and subject.role not in roles.get(name, ()):
                yield at(
                    words,
                    f"A copy of the {name.replace('_', ' ')} may not go to {subject.role.value.replace('_', ' ')}.",
                )
            elif (
                subject.role is Role.COMPLAINANT and look.facts.get(look.option("fact", "original_complainant")) == "no"
            ):
                yield at(words, f"Only the original complainant gets the {name.replace('_', ' ')}.")


# -- helpers -------------------------------------------------------------------------------------------------


def contacts(page: Page) -> Sequence[Words]:
    """E-mail addresses, telephone numbers and IP addresses in clear; numbers of dates and statutes are none."""
    return page.read(_contacts)


def _contacts(bare: str) -> list[Words]:
    return list(_contacts_in(bare))


def _contacts_in(bare: str) -> Iterator[Words]:
    numbers = [(d.start, d.end) for d in dates(bare)] + [(c.start, c.end) for c in citations(bare)]
    for match in EMAIL.finditer(bare):
        yield Words(match.start(), match.end(), match.group())
    for match in PHONE.finditer(bare):
        digits = sum(c.isdigit() for c in match.group())
        separated = any(c in "+( .-" for c in match.group().strip())
        if 9 <= digits <= 15 and separated and not any(a < match.end() and match.start() < b for a, b in numbers):
            yield Words(match.start(), match.end(), match.group())
    for match in _IP.finditer(bare):
        yield Words(match.start(), match.end(), match.group())


def _identifiers(page: Page) -> Iterator[tuple[Words, str]]:
    for pattern, what in ((_SECRET, "a secret"), (_SSN, "an identity number"), (_IBAN, "an account number")):
        for match in pattern.finditer(page.text if pattern is _SECRET else page.bare):
            yield Words(match.start(), match.end(), match.group()), what
    for match in _CARD.finditer(page.bare):
        if _luhn(match.group()):
            yield Words(match.start(), match.end(), match.group()), "a card number"
    for match in _LOOSE_SECRET.finditer(page.bare):
        yield Words(match.start(), match.end(), match.group()), "what looks like a secret"


def _luhn(number: str) -> bool:
    digits = [int(c) for c in number if c.isdigit()]
    doubled = [d if i % 2 == 0 else (d * 2 - 9 if d > 4 else d * 2) for i, d in enumerate(reversed(digits))]
    return 13 <= len(digits) <= 19 and len(set(digits)) > 1 and sum(doubled) % 10 == 0


def _visible(look: Look, placeholder: str, origin: Origin) -> bool:
    assert look.subject.registry is not None
    restored = look.subject.registry.restore(MaskedText(placeholder), origin)
    return placeholder not in restored.withheld and placeholder not in restored.unknown


def _value(look: Look, placeholder: str) -> str:
    """What the placeholder stands for, to compare with our own words; it goes nowhere from here."""
    if look.subject.registry is None or not look.subject.registry.knows(placeholder):
        return ""
    text = look.subject.registry.restore(MaskedText(placeholder), "staff").text
    return "" if text == placeholder else text


def _is_addressees(page: Page, words: Words) -> bool:
    part = page.part_at(words.start)
    return bool(_YOURS.search(page.text[part.start : words.start]))


def _ours(value: str, ours: str) -> bool:
    """Whether a value is one of our own words: a channel, a name in an approved text or in a citation."""
    flat = " ".join(value.split()).casefold().strip(" .,;:")
    return bool(flat) and bool(regex.search(rf"(?<![\w@.]){regex.escape(flat)}(?![\w@])", ours))


def our_words(policies: Policies, sections: tuple[str, ...]) -> str:
    """Everything the policy itself writes into replies to these sections."""
    return _our_words(_Ident(policies), sections)


class _Ident:
    """Policies as a key of the cache: by identity, and by digest for a fresh compile of the same files."""

    def __init__(self, policies: Policies) -> None:
        self.policies = policies

    def __hash__(self) -> int:
        return hash(self.policies.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Ident) and (self.policies is other.policies)


@lru_cache(maxsize=128)
def _our_words(key: _Ident, sections: tuple[str, ...]) -> str:
    policies = key.policies
    company = policies.company
    texts = [company.name, company.product, company.legal_name, company.signature, company.jurisdiction_of_provider]
    texts += [*company.channels.values(), *company.links.values(), *company.teams.values(), *policies.fixed.values()]
    for section in sections:
        if section in policies.sections:
            found = policies.sections[section]
            texts += [source.cite for source in found.citations]
            texts += [framework.body for framework in found.file.frameworks.values()]
            texts += [element.ask for element in found.file.intake]
    return " ".join("\n".join(texts).split()).casefold()
