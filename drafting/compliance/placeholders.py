"""Placeholders in a reply: exactly as the redactor gave them, none broken, none invented (R58)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from drafting.compliance.look import Hit, Look, check
from drafting.models import PLACEHOLDER, MaskedText, Severity
from drafting.policy import catalogue
from drafting.redaction.inspection import inspect

_KINDS = "|".join(
    sorted((kind.replace("_", r"[\s_-]?") for kind in catalogue.PLACEHOLDER_KINDS), key=len, reverse=True)
)
# What a model makes of a placeholder: other brackets, a lost number, a space, small letters.
_BROKEN: Final = regex.compile(
    rf"(?:<|\[|\{{+|&lt;|«|‹)\s*/?\s*(?:{_KINDS}|NAME|EMAIL|PHONE)(?:[\s_-]*(?:\d+|[NXn]|#))?\s*(?:>|\]|\}}+|&gt;|»|›)"
    rf"|[(%]\s*(?-i:{_KINDS})_\d+\s*[)%]|(?<![\w<])(?-i:{_KINDS})_\d+(?![\w>])|<(?:{_KINDS})_\d+(?!\d*>)"
    rf"|(?<!<)\b(?:{_KINDS})_\d+>|<[A-Z][A-Z_]*_0*\d+>",
    regex.IGNORECASE,
)
# A slot of a template that nobody filled.
_SLOT: Final = regex.compile(
    r"\{\{.{0,60}?\}\}|\{%.{0,60}?%\}|\$\{\w{1,40}\}|(?<![\w{])\{[A-Za-z_][\w .-]{0,40}\}(?!\})|%\(\w+\)s"
    r"|\[(?:insert|your|the|add|enter|fill|recipient|customer|user|case|ticket|date|link|url|company|agent"
    r"|signature|first|last|full)\b[^\]\n]{0,60}\](?!\()"
    r"|\[(?:date|name|link|url|reference|company|signature|todo|tbd|xxx+)\]|<(?:your|insert|the|customer"
    r"|recipient|case|ticket|name|date)\b[^<>\n]{0,40}>"
    r"|\b(?:TODO|TBD|FIXME|XXX+)\b|\blorem ipsum\b",
    regex.IGNORECASE,
)
_GREETING: Final = regex.compile(
    r"\A\s*(?:hello|hi|dear|good (?:morning|day|afternoon))\b[^\n]{0,80}", regex.IGNORECASE
)


@check("placeholders-intact", "allow")
def placeholders_intact(look: Look) -> Iterator[Hit]:
    """R58. Unknown or altered placeholders and open template slots are objected to; the requester's name lost from the
    greeting, or another placeholder of the playbook's text lost, is a note or a flag at most.

    Options: `allow`: patterns of words in brackets that are no placeholders (code in a reply).
    """
    page, raw = look.page, look.subject.reply.body
    allowed = page.every(look.words("allow"))
    good: list[tuple[int, int]] = []
    for token in PLACEHOLDER.finditer(page.text):
        start, end = page.span(token.start(), token.end())
        if raw[start:end] != token.group():
            yield Hit(
                "This placeholder has something invisible in it, so it would not be replaced.",
                token.start(),
                token.end(),
            )
        elif _unknown(look, token.group()) or _typed_by_us(look, token.group()):
            yield Hit("This placeholder stands for nothing in this case.", token.start(), token.end())
        good.append((token.start(), token.end()))
    for hit in _spoiled(look, [*good, *((a.start, a.end) for a in allowed)]):
        good.append((hit.start, hit.end))
        yield hit
    for pattern, message in (
        (_BROKEN, "This is no longer the placeholder that the redactor wrote, so it would not be replaced."),
        (_SLOT, "This slot of a template was left open."),
    ):
        for match in pattern.finditer(page.text):
            taken = any(a < match.end() and match.start() < b for a, b in good)
            if not taken and not any(a.start < match.end() and match.start() < a.end for a in allowed):
                good.append((match.start(), match.end()))
                yield Hit(message, match.start(), match.end())
    yield from _dropped(look)


def _spoiled(look: Look, taken: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """What else a model makes of the case's placeholders: two run together, a translated label, a number as a word."""
    if look.subject.registry is None:
        return
    playbook = look.subject.playbook
    expected = PLACEHOLDER.findall(playbook.body) if playbook else ()
    report = inspect(look.page.text, look.subject.registry, expected)
    for found in (*report.altered, *report.merged):
        if not any(start < found.end and found.start < end for start, end in taken):
            yield Hit(
                "Two placeholders were run together, so neither would be replaced."
                if len(found.meant) > 1
                else "This is no longer the placeholder that the redactor wrote, so it would not be replaced.",
                found.start,
                found.end,
            )


def _unknown(look: Look, placeholder: str) -> bool:
    """Not one of the case. Without a registry, the ticket's text says which there are; without either nobody can
    say.
    """
    if look.subject.registry is not None:
        return not look.subject.registry.knows(placeholder)
    return look.subject.ticket_text is not None and placeholder not in look.subject.ticket_text


def _typed_by_us(look: Look, placeholder: str) -> bool:
    """Words that look like a placeholder and that the requester did not write: somebody invented one."""
    if not placeholder.startswith("<LITERAL_") or look.subject.registry is None:
        return False
    return placeholder in look.subject.registry.restore(MaskedText(placeholder), "requester").withheld


def _dropped(look: Look) -> Iterator[Hit]:
    playbook = look.subject.playbook
    if playbook is None or look.subject.fixed:
        return
    lost = [t for t in dict.fromkeys(PLACEHOLDER.findall(playbook.body)) if t not in look.subject.reply.body]
    greeting = _GREETING.match(playbook.body)
    for placeholder in lost:
        if greeting and placeholder in greeting.group():
            yield Hit(f"The greeting lost the requester's name ({placeholder}).", severity=Severity.NOTE)
        else:
            yield Hit(f"The reply lost {placeholder}, which the policy's text contains.", severity=Severity.FLAG)
