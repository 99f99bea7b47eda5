"""The front matter of a policy file, exactly. This is the policy owner's language: every field says what it means.

Files: `policies/<area>/<subtype>.md` (a section), `policies/common.md` and `policies/<area>/common.md` (rules and
fixed texts for every section, or for an area), `policies/clocks.yaml`, `policies/company.yaml`, `policies/pending.yaml`
(sections that triage knows and that a person answers until their policy is written).
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from drafting.models import ElementState, Flag, Level, Outcome, Priority, Role, SectionId, Severity

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*([_.-][a-z0-9]+)*$")]
RuleId = Annotated[str, Field(pattern=r"^R\d{2,3}$")]
ClockId = Annotated[str, Field(pattern=r"^K\d{2,3}$")]
FactName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)*$")]
Pattern = Annotated[str, Field(min_length=2)]  # a `regex` pattern, compiled ignoring case, `.` not matching newlines


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


# -- sources and triage --------------------------------------------------------------------------------------


class Source(Strict):
    """Where a duty comes from. `law` may be cited in a reply; `practice` and `company` may not be called a law."""

    id: Id
    cite: str  # "17 USC 512(c)(3)(A)"; the only citations a reply may contain
    link: str | None = None
    kind: Literal["law", "practice", "company"] = "law"


class Signal(Strict):
    """Words that point to this section (or, with a negative weight, away from it). Matched on masked text."""

    words: Pattern
    weight: Annotated[float, Field(ge=-10, le=10)] = 1.0


class RoleSignal(Strict):
    """Words that show who is writing. The first that matches wins; else `default_role`."""

    words: Pattern
    role: Role


class Triage(Strict):
    """How a ticket is recognised as belonging here."""

    priority: Priority
    leads: bool = False  # governs the ticket whenever it is one of its matters, whatever else the ticket is about
    default_role: Role = Role.UNKNOWN_THIRD_PARTY
    signals: tuple[Signal, ...]
    roles: tuple[RoleSignal, ...] = ()
    examples: tuple[str, ...] = ()  # tickets (a sentence or two) that must be routed here; checked by lint

    @cached_property
    def pointing(self) -> tuple[str, ...]:
        """The patterns that speak for this section."""
        return tuple(signal.words for signal in self.signals if signal.weight > 0)


# -- intake --------------------------------------------------------------------------------------------------


class Recognise(Strict):
    """How the element shows in a ticket. Any of `questions`, `words`, `kinds` is enough; `unless` takes it back.

    `questions`: a form question (pattern on the question line); a non-empty answer below it that is not a plain
    "no"/"n/a" supplies the element. `answers`: where given, such an answer must match one of these, so that one
    question for two things ("number and date?") supplies only what the answer holds. `words`: a pattern in the running
    text. `kinds`: placeholder kinds of the redactor (`EMAIL_ADDRESS`, `PHONE_NUMBER`, `ADDRESS`, `PERSON`, `URL`), or
    `url` for an address kept in the text, or `sign-off` (a name after a closing formula or at the very end) or
    `typed-signature` (`/s/ Name`).
    `unless`: near-misses; a sentence that matches does not count. `unclear`: words that are not enough alone; they
    make the element `unclear`, and the ticket goes to a person. `anywhere`: words that say themselves what they are
    about ("registration no. …") count in the answer to a question about another element as well.
    """

    questions: tuple[Pattern, ...] = ()
    answers: tuple[Pattern, ...] = ()
    words: tuple[Pattern, ...] = ()
    kinds: tuple[str, ...] = ()
    unless: tuple[Pattern, ...] = ()
    unclear: tuple[Pattern, ...] = ()
    anywhere: bool = False


class Example(Strict):
    """A ticket text and what the element's state must be. Run when the policies are compiled."""

    text: str
    state: ElementState = ElementState.PRESENT


class Element(Strict):
    """One intake element. With `parts`, every part must be there (a telephone missing makes it missing).

    `extract`: what may become of an element that no pattern found when a model is asked and quotes the requester word
    for word. `unclear` shows the words to a person. `present` is not allowed where the words must be sworn, where only
    `verified` supplies the element, or with `parts`, since a quotation does not tell which parts it holds.
    """

    id: Id
    label: str  # for people: "signature"
    ask: str  # how the reply asks for it, one sentence; plain language
    ask_parts: dict[str, str] = {}  # when only some parts are missing: part id -> the sentence to ask instead
    source: Id | None = None
    sworn: bool = False
    by: Literal["text", "verified"] = "text"  # verified: only requester.verified or an agent's fact supplies it
    extract: Literal["unclear", "present"] = "unclear"  # what a model's quotation of the requester's words makes of it
    recognise: Recognise = Recognise()
    parts: dict[str, Recognise] = {}
    examples: tuple[Example, ...] = ()


# -- decision table ------------------------------------------------------------------------------------------


class Input(Strict):
    """One column of the decision table; give exactly one of the sources. Its possible values follow from it.

    elements: `all` or a list of element ids                   -> complete | incomplete
    verified: true, whether the requester is verified          -> yes | no
    fact: a ticket fact, dotted (`human_decision.outcome`); `values` lists what it may be, `default` when absent
          (any other value is bad input and goes to a person)
    words: patterns on what the requester wrote                -> yes | no   (`unless`: sentences that do not count)
    role: value name -> roles; roles not listed give `other`
    jurisdiction: value name -> jurisdictions (`EU`, `UK`, `US`, `US-CA`; `US-*` matches states), first match in
          the order given; none gives `other`
    """

    elements: Literal["all"] | tuple[Id, ...] | None = None
    verified: Literal[True] | None = None
    fact: str | None = None
    values: tuple[str, ...] = ()
    default: str | None = None
    words: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()
    role: dict[str, tuple[Role, ...]] = {}
    jurisdiction: dict[str, tuple[str, ...]] = {}


class RowClock(Strict):
    """A clock that this row starts. `start`: an event (see clocks.yaml) or `fact:<id>`; default: the clock's own."""

    clock: ClockId
    start: str | None = None
    when: dict[str, str | tuple[str, ...]] = {}  # further inputs, for a clock that depends on the jurisdiction


class Needs(Strict):
    """Who must approve. `also` names a second specialist."""

    level: Level = Level.AGENT
    also: tuple[Level, ...] = ()


class Row(Strict):
    """One row. An input left out means any value. Every combination must meet exactly one row."""

    when: dict[str, str | tuple[str, ...]] = {}
    outcome: Outcome
    framework: Id | None = None  # default: the outcome's name
    ask: tuple[Id, ...] | None = None  # for request-missing: which elements may be asked for; default all missing
    clocks: tuple[RowClock, ...] = ()
    approval: Needs = Needs()
    priority: Priority | None = None  # where this row is more urgent than the section's triage says
    escalate: str | None = None  # the team that is told, a key of company.yaml `teams`
    why: str  # one sentence for reviewers


class Framework(Strict):
    """The reply for one outcome. Jinja, strict: an unknown variable is a compile error. `fixed`: byte-identical.

    Variables: case_id, received (date in words), greeting, name, closing, missing (sentences to ask, in order),
    missing_labels, supplied_labels, items (URLs and paths the ticket is about), due (clock -> date in words;
    `K15_earliest`, `K15_latest`), facts, company (company.yaml), fixed (fixed texts by id), role, jurisdiction.
    Filters: `sentences`, `bullets`. A fact or a due date that a case may lack stands in `{% if facts.x %}`.
    A reply has at most 220 words with greeting and signature, unless it is fixed or `long` says why.
    """

    subject: str
    body: str
    fixed: bool = False
    alone: bool = False  # no other section's text stands beside it: what else the ticket is about, a person answers
    covers: tuple[str, ...] = ()  # globs of sections that this text answers as well; their own text falls away
    long: Annotated[str, Field(min_length=10)] | None = None  # why the reply may come out longer than 220 words


# -- rules ---------------------------------------------------------------------------------------------------


class Where(Strict):
    """Which replies a rule looks at; a field left out means all. Globs are allowed in sections: `dmca/*`."""

    sections: tuple[str, ...] = ()
    not_sections: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    not_outcomes: tuple[Outcome, ...] = ()
    roles: tuple[Role, ...] = ()
    not_roles: tuple[Role, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    reply_mentions: tuple[Pattern, ...] = ()  # only when the reply contains one of these


class Trial(Strict):
    """A reply and its case, on which a rule must fail or pass when the policies are compiled."""

    reply: str
    section: str | None = None
    outcome: Outcome | None = None
    role: Role | None = None
    missing: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    facts: dict[str, JsonValue] = {}
    received: date | None = None
    jurisdictions: tuple[str, ...] = ()


class Rule(Strict):
    """A rule with its boundary: at least one failing and one passing example beside it.

    phrase: `forbid` patterns may not occur (a sentence that matches `unless` is left alone); of `require` at least one
    pattern must occur. field: `check` names a function of `drafting/compliance/fields.py`, with `options`.
    """

    id: RuleId
    title: str
    kind: Literal["field", "phrase"]
    severity: Severity
    basis: Literal["law", "company"]
    source: Id | None = None
    where: Where = Where()
    forbid: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()
    require: tuple[Pattern, ...] = ()
    check: str | None = None
    options: dict[str, JsonValue] = {}
    message: str  # why, in one sentence, to the agent
    fix: str = ""  # what to write instead
    fails: Annotated[tuple[str | Trial, ...], Field(min_length=1)]
    passes: Annotated[tuple[str | Trial, ...], Field(min_length=1)]


# -- the files -----------------------------------------------------------------------------------------------


class Raise(Strict):
    """Who else must approve when the requester's words say something, whatever the section. Words stay as they are.

    A sentence that matches one of `words` and none of `unless` raises the approval and tells the team. `fires` and
    `passes` are sentences at the boundary, tried when the policies are compiled.
    """

    id: Id
    words: Annotated[tuple[Pattern, ...], Field(min_length=1)]
    unless: tuple[Pattern, ...] = ()
    approval: Needs
    escalate: str | None = None
    why: str  # one sentence for reviewers
    fires: Annotated[tuple[str, ...], Field(min_length=1)]
    passes: Annotated[tuple[str, ...], Field(min_length=1)]


class Conflict(Strict):
    """Two duties that pull apart, such as erasure and a hold: a person who may weigh them approves the reply.

    It holds where everything that is given holds; of a list, one is enough. `sections` and `beside` are globs: the
    section that is decided, and another one of the same ticket. `facts`: fact -> values. `words`, `unless`: sentences
    of the requester, tried on `fires` and `passes`. A conflict over `flags` may want nothing but Legal, and its `why`
    is shown to nobody who may not see the flags: anything else would tell a flagged account apart.
    """

    id: Id
    sections: Annotated[tuple[str, ...], Field(min_length=1)]
    beside: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    facts: dict[str, Annotated[tuple[str, ...], Field(min_length=1)]] = {}
    words: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()
    approval: Needs
    escalate: str | None = None
    why: str  # one sentence for reviewers
    fires: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()


class SectionFile(Strict):
    """Front matter of `policies/<area>/<subtype>.md`."""

    section: SectionId
    title: str
    owner: str
    version: str
    effective: date
    until: date | None = None
    sources: tuple[Source, ...] = ()
    triage: Triage
    roles: tuple[Role, ...]  # who may be answered under this section
    intake: tuple[Element, ...] = ()
    inputs: dict[Id, Input] = {}
    table: Annotated[tuple[Row, ...], Field(min_length=1)]
    frameworks: dict[Id, Framework]
    rules: tuple[Rule, ...] = ()
    may_tell: dict[Role, tuple[str, ...]] = {}  # role -> origins whose values may be shown to that role
    supports: tuple[SectionId, ...] = ()  # sections worth reading beside this one


class CommonFile(Strict):
    """Front matter of `policies/common.md` and `policies/<area>/common.md`: no triage, no table."""

    title: str
    owner: str
    version: str
    effective: date
    sources: tuple[Source, ...] = ()
    raises: tuple[Raise, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    rules: tuple[Rule, ...] = ()
    fixed_texts: dict[Annotated[str, Field(pattern=r"^T\d{1,2}$")], str] = {}


class ClockDef(Strict):
    """One clock of clocks.yaml. `unit`: h clock hours, bd business days, cd calendar days, mo calendar months.

    bd: the start day does not count; Saturdays, Sundays and the company's holidays are skipped. mo: same day number,
    clamped to the end of the month. `counts_start`: day 1 is the start day (UK complaints, conservatively).
    `length: 0`: a person enters the day itself.

    Facts move a clock (dates as 2026-11-23 or 2026-11-23T09:00:00Z). With `extension`: `extension`, a reason or
    {clock, reason, at}; once, told before the first date, counted from the first start. With `pauses`:
    `identity_check` and `fee`, {asked_at, received_at}, from whose arrival it runs, and `clarification`, one or a list
    of the same, whose days are added. With `stops`: any of these facts says that it was done.
    """

    id: ClockId
    title: str
    unit: Literal["h", "bd", "cd", "mo"]
    length: Annotated[int, Field(ge=0)]
    latest: int | None = None  # a window: `length` is the earliest, `latest` the latest day
    extension: int | None = None
    renewal: bool = False  # who asked first asks again: its extension needs no reason of ours
    pauses: bool = False
    stops: dict[FactName, str] = {}  # a fact with the date on which it was done -> what was done, in words
    counts_start: bool = False
    start: str = "received"  # received | valid (complete) | now | fact:<id>
    basis: str  # the citation, or "company service level"
    kind: Literal["law", "company"]


class ClocksFile(Strict):
    clocks: tuple[ClockDef, ...]


class Pending(Strict):
    """A section of the contract whose policy is not written yet: triage knows it, a person answers it."""

    section: SectionId
    title: str
    triage: Triage
    approval: Needs = Needs(level=Level.REVIEWER)


class PendingFile(Strict):
    sections: tuple[Pending, ...]


class Company(Strict):
    """company.yaml: everything about the company that is not policy."""

    name: str
    product: str
    legal_name: str
    timezone: str = "UTC"
    holidays: dict[str, str | None] = {
        "country": "US"
    }  # `country`, optional `subdivision`: names of the holidays library
    languages: tuple[str, ...] = ("en",)
    jurisdiction_of_provider: str  # where the provider may be found, for counter notices from outside the US
    channels: dict[Id, str]  # copyright, privacy, legal_process, emergency, security, appeals, support …: how to reach
    teams: dict[Id, str]
    links: dict[Id, str]
    signature: str
    host_patterns: tuple[Pattern, ...] = ()  # URLs of material that we host
