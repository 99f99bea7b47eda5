"""Checks that belong to one area: privacy R19, R23; copyright R30; law enforcement R35, R39; abuse R41, R43, R44;
leaked secrets R50."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from drafting.compliance.asks import as_written
from drafting.compliance.fields_decision import needs_level
from drafting.compliance.look import REGIME, Hit, Look, at, check
from drafting.compliance.text import Part
from drafting.models import Outcome, Priority
from drafting.policy.patterns import search
from drafting.policy.phrases import within

_GREETING: Final = regex.compile(
    r"^(?:hello|hi|dear|good (?:morning|day|afternoon)|thank you|thanks|regards|sincerely|yours|best"
    r"|kind)\b[^.]{0,60}[,.]?$",
    regex.IGNORECASE,
)


@check("refusal-has-redress", "ground redress refusals", regimes=True, omission=True)
def refusal_has_redress(look: Look) -> Iterator[Hit]:
    """R19. A refusal names its ground and the ways to challenge it that the person's regime gives.

    Options: `ground`: one of these patterns; `redress`: one of these, where no regime of the options holds; `EU`, `UK`,
    `US`, `US-CA` …: every one of these, where the case has that jurisdiction; `refusals`: patterns that make a reply a
    refusal whatever its outcome.
    """
    page = look.page
    refused = look.says("refusals")
    if look.outcome is not Outcome.DECLINE and not refused:
        return
    if not page.mentions(look.needed("ground")):
        yield Hit("The refusal does not say on what ground.")
    regimes = _regimes(look)
    if not regimes and look.words("redress") and not page.mentions(look.words("redress")):
        yield Hit("The refusal does not say how to challenge it.")
    for regime, patterns in regimes.items():
        if any(not page.matches(pattern) for pattern in patterns):
            yield Hit(f"The refusal does not name every way to challenge it that applies in {regime}.")


@check("redirect-only", "require forbid unless outcomes")
def redirect_only(look: Look) -> Iterator[Hit]:
    """R23. The reply points to whoever decides, and says nothing of a look of ours.

    Options: `require`: one of these patterns; `forbid`: none of these; `unless`: sentences that do not count;
    `outcomes`: outcomes that may be sent (default redirect, request-missing).
    """
    if look.outcome is not None and look.outcome not in look.words("outcomes", ("redirect", "request-missing")):
        yield Hit(f"Only a redirection may be sent here, not {look.outcome.value}.")
    if look.outcome in {Outcome.REDIRECT, None} and not look.page.mentions(look.needed("require")):
        yield Hit("The reply does not say who decides about this.")
    for words in look.found(look.words("forbid"), unless=look.words("unless")):
        yield at(words)


@check("court-action-check", "fact filed speaks_of_it unless")
def court_action_check(look: Look) -> Iterator[Hit]:
    """R30. Nothing is said of a put-back while a court action is on file.

    Options: `fact` (default court_action) with its value(s) `filed`; `speaks_of_it`: patterns of a put-back; `unless`.
    """
    if look.facts.get(look.option("fact", "court_action")) not in look.words("filed", ("filed",)):
        return
    for words in look.found(look.needed("speaks_of_it"), unless=look.words("unless")):
        yield at(words)


@check("neutral-acknowledgement-only", "outcomes require forbid unless allowed")
def neutral_acknowledgement_only(look: Look) -> Iterator[Hit]:
    """R35. A receipt and nothing else: each of the statements it owes, no other kind of statement.

    Options: `outcomes`: outcomes the rule binds (default acknowledge, fixed-text); `require`: every one of these
    patterns; `forbid`, `unless`; `allowed`: patterns of the kinds of sentences that may stand beside the section's
    own framework, the fixed texts, the greeting and the signature (without it sentences are not compared).
    """
    subject, page = look.subject, look.page
    if look.outcome is not None and look.outcome not in look.words("outcomes", ("acknowledge", "fixed-text")):
        yield Hit(f"Only the neutral acknowledgement may be sent here, not {look.outcome.value}.")
    if subject.fixed:
        return  # compared letter for letter elsewhere
    for pattern in look.words("require"):
        if not page.mentions((pattern,)):
            yield Hit("The acknowledgement leaves out that it is no answer, or that it confirms nothing.")
            break
    forbidden = look.found(look.words("forbid"), unless=look.words("unless"))
    for words in forbidden:
        yield at(words)
    allowed = look.words("allowed")
    for part in page.parts if allowed else ():
        said = any(part.start <= w.start < part.end for w in forbidden)
        if (
            not said
            and not _is_ours(look, part)
            and not any(part.start <= w.start < part.end for w in page.every(allowed))
        ):
            yield Hit("This says more than the approved acknowledgement.", part.start, part.end)


@check("fixed-text-identical", "text")
def fixed_text_identical(look: Look) -> Iterator[Hit]:
    """R39. The reply is the approved text, letter for letter, whoever asked.

    Options: `text`: the id of the fixed text, where the section's framework does not say (T3).
    """
    if look.outcome is None or look.outcome is Outcome.FIXED_TEXT:
        yield from _identical(look)


@check("child-safety-fixed-text", "text other_outcomes forbid unless fact values level")
def child_safety_fixed_text(look: Look) -> Iterator[Hit]:
    """R43. A fixed text goes out letter for letter; any other reply names no detail and asks for no material.

    Options: `text` (T6); `other_outcomes`: outcomes that have words of their own; `forbid`, `unless`; `fact` with
    `values`: the rule holds only while the fact has one of them; `level`: the approval it then needs.
    """
    fact = look.option("fact")
    if fact and str(look.facts.get(fact)) not in look.words("values", ("yes",)):
        return
    if level := look.option("level"):
        yield from needs_level(look, level)
    if look.subject.fixed or look.option("text"):
        if look.outcome is None or look.outcome is Outcome.FIXED_TEXT:
            yield from _identical(look)
        elif look.outcome not in look.words("other_outcomes"):
            yield Hit(f"Only the fixed text may be sent here, not {look.outcome.value}.")
    if look.outcome is not Outcome.FIXED_TEXT:
        for words in look.found(look.words("forbid"), unless=look.words("unless")):
            yield at(words)


@check("statement-of-reasons", "facts measure automation redress", omission=True)
def statement_of_reasons(look: Look) -> Iterator[Hit]:
    """R41. What DSA Art. 17(3) asks for is recorded and said: measure, facts, automation, rule, redress.

    Options: `facts`: names of facts that must be recorded, and whose words stand in the reply; `measure`,
    `automation`: one of the patterns of each; `redress`: every one of its patterns.
    """
    page = look.page
    if look.subject.facts is not None:
        for name in look.words("facts"):
            value = look.facts.get(name)
            if value in (None, "", {}, []):
                yield Hit(f"The reasons are not complete: {name} is not recorded.")
            elif isinstance(value, str) and not _said(page.text, value):
                yield Hit(f"The reasons are not complete: the reply does not give the {name}.", fix=f"Add: {value}")
    for slot, what in (("measure", "the measure"), ("automation", "the use of automated means")):
        if look.words(slot) and not page.mentions(look.words(slot)):
            yield Hit(f"The reasons are not complete: the reply says nothing about {what}.")
    if any(not page.matches(pattern) for pattern in look.words("redress")):
        yield Hit("The reasons are not complete: complaint, out-of-court settlement and court are named together.")


@check("crisis-first", "crisis forbid unless priority marks")
def crisis_first(look: Look) -> Iterator[Hit]:
    """R44. Care and a way to help come first where a life may be in danger; no punishment, no closed ticket.

    Options: `crisis`: one of these patterns, in the first half of the reply; `forbid`, `unless`; `priority`: the
    priority of the case (P0); `marks`: patterns in the ticket that show the danger in other sections.
    """
    marks = look.words("marks")
    if marks and not look.in_ticket(marks):
        return
    page, priority = look.page, look.option("priority")
    if priority and look.subject.priority is not None and look.subject.priority > Priority(priority):
        yield Hit(f"The case has {look.subject.priority.value}; it is {priority}.")
    found = page.every(look.needed("crisis"))
    if not found:
        yield Hit("The reply does not say where help is at once.")
    elif len(page.parts) > 4 and found[0].start > len(page.text) // 2:
        yield at(found[0], "The way to help comes too late in the reply.")
    for words in look.found(look.words("forbid"), unless=look.words("unless")):
        yield at(words)


@check("rotate-first", "advice false_comfort unless before")
def rotate_first(look: Look) -> Iterator[Hit]:
    """R50. The reply says to revoke or rotate the secret, and gives no false comfort.

    Options: `advice`: one of these patterns; `false_comfort`, `unless`: never these; `before`: patterns (of
    removal) that may not come before the advice.
    """
    page = look.page
    advice = page.every(look.needed("advice"))
    if not advice:
        yield Hit("The reply does not say to revoke or rotate the secret.")
    for words in look.says("before"):
        if advice and words.start < advice[0].start:
            yield at(words, "The advice to revoke or rotate the secret comes first.")
            break
    for words in look.found(look.words("false_comfort"), unless=look.words("unless")):
        yield at(words)


# -- helpers -------------------------------------------------------------------------------------------------


def _regimes(look: Look) -> dict[str, tuple[str, ...]]:
    """The options named after a jurisdiction of the case; the narrowest of nested ones."""
    named = [key for key in look.rule.options if REGIME.fullmatch(key)]
    holding = [key for key in named if any(within(j, (key,)) for j in look.subject.jurisdictions)]
    return {
        key: look.words(key)
        for key in holding
        if not any(other != key and other.startswith(f"{key}-") for other in holding)
    }


def _identical(look: Look) -> Iterator[Hit]:
    """Compares with the text of the framework, or of the option. Line ends may differ, nothing else."""
    expected = look.subject.expected_fixed.body if look.subject.expected_fixed else None
    if expected is None:
        expected = look.policies.fixed.get(look.option("text"))
    if expected is None:
        return
    raw = look.subject.reply.body
    if raw.replace("\r\n", "\n").rstrip("\n") == expected.replace("\r\n", "\n").rstrip("\n"):
        return
    wanted = {" ".join(part.split()) for part in regex.split(r"(?<=[.!?])\s+|\n+", expected)}
    strange = next((p for p in look.page.parts if " ".join(p.text.split()) not in wanted), None)
    place = (strange.start, strange.end) if strange else (0, 0)
    yield Hit(
        "The reply differs from the approved text.",
        *place,
        fix="Send the fixed text unchanged, without a greeting or an addition.",
    )


def _is_ours(look: Look, part: Part) -> bool:
    """A greeting, a line of the signature, or a sentence of a fixed text or of the section's own framework."""
    if (
        _GREETING.match(part.text)
        or look.approved(part.start, part.end)
        or part.text in look.policies.company.signature
    ):
        return True
    file = look.file()
    told = part.text.rstrip(" .")
    bodies = [framework.body for framework in file.frameworks.values()] if file else []
    return any(
        search(rf"\A{as_written(sentence)}\z", told) is not None for body in bodies for sentence in _sentences(body)
    )


def _sentences(body: str) -> list[str]:
    """The sentences of a framework; what Jinja fills in may be anything."""
    text = regex.sub(r"\{%.*?%\}", "\n", body)
    found = regex.split(r"(?<=[.!?])\s+(?![^{]*\}\})|\n+", text)
    return [s for s in found if len(regex.sub(r"\{\{.*?\}\}", "", s).split()) > 2]  # not one that is only a variable


def _said(text: str, fact: str) -> bool:
    """Whether the reply gives the fact: its words, or most of the telling ones."""
    flat = " ".join(text.split()).casefold()
    if " ".join(fact.split()).casefold().rstrip(".") in flat:
        return True
    words = set(regex.findall(r"\p{L}{4,}|\d+", fact.casefold()))
    return bool(words) and sum(w in flat for w in words) >= 0.7 * len(words)
