"""Frozen values that travel through the product. Shapes follow CONTRACT section 5; nothing here does I/O.

Two text types keep raw personal data out of prompts, logs and checkpoints: `RawText` is what a person wrote,
`MaskedText` is what the redactor returned. mypy refuses one where the other is asked for.
"""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, NewType

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    model_validator,
)

RawText = NewType("RawText", str)
Unprinted = Field(repr=False)  # of a field that holds raw text: a traceback with locals must not show it
MaskedText = NewType("MaskedText", str)

# What stands in a masked text for a hidden value, such as <PERSON_1>. Nothing else is a placeholder.
PLACEHOLDER: Final = re.compile(r"<[A-Z][A-Z_]*_[1-9][0-9]*>")

HALF_PAIR = re.compile("[\ud800-\udfff]")
EMAIL_INSIDE: Final = re.compile(r"[\w.+-]@(?:[\w-]+\.)+[^\W\d_]{2}")
SectionId = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*/[a-z]+(-[a-z]+)*$")]


class Value(BaseModel):
    """A frozen value; an unknown field is an error, so a typing mistake in a request is never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, hide_input_in_errors=True)


class Role(StrEnum):
    """Who writes to us. Most disclosure errors are role errors."""

    ACCOUNT_HOLDER_VERIFIED = "account_holder_verified"
    ACCOUNT_HOLDER_UNVERIFIED = "account_holder_unverified"
    ORG_ADMIN = "org_admin"
    COMPLAINANT = "complainant"
    RESPONDENT = "respondent"
    ABUSE_REPORTER = "abuse_reporter"
    AGENT_OF_SUBJECT = "agent_of_subject"
    PARENT = "parent"
    ESTATE_REP = "estate_rep"
    LE_US = "le_us"
    LE_FOREIGN = "le_foreign"
    GOV_AGENCY = "gov_agency"
    CIVIL_LITIGANT = "civil_litigant"
    REGULATOR = "regulator"
    ODS_BODY = "ods_body"
    PRESS = "press"
    RESEARCHER = "researcher"
    UNKNOWN_THIRD_PARTY = "unknown_third_party"


class Outcome(StrEnum):
    """What a reply does."""

    REQUEST_MISSING = "request-missing"
    ACKNOWLEDGE = "acknowledge"
    CONFIRM = "confirm"
    REDIRECT = "redirect"
    DECLINE = "decline"
    FIXED_TEXT = "fixed-text"


class Level(StrEnum):
    """Approval levels. The three specialists do not stand in for each other (see `status.satisfies`)."""

    AGENT = "agent"
    REVIEWER = "reviewer"
    LEGAL = "legal"
    SECURITY = "security"
    CHILD_SAFETY = "child-safety"
    EXECUTIVE = "executive"


class Severity(StrEnum):
    NOTE = "note"
    FLAG = "flag"
    BLOCK = "block"


class Verdict(StrEnum):
    PASS = "pass"  # noqa: S105 - a verdict
    FLAG = "flag"
    BLOCK = "block"


class Priority(StrEnum):
    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class ElementState(StrEnum):
    PRESENT = "present"
    MISSING = "missing"
    UNCLEAR = "unclear"


class Status(StrEnum):
    """Where a draft stands. `drafting` is ours: the pipeline is still running (or was interrupted)."""

    DRAFTING = "drafting"
    READY = "ready"
    IN_REVIEW = "in_review"
    BLOCKED = "blocked"
    APPROVED = "approved"
    REJECTED = "rejected"
    SENT = "sent"
    SUPERSEDED = "superseded"
    FAILED = "failed"


# The channels that the log calls by name. Any other may hold a person's name and stands there as `other`.
LOGGED_CHANNELS: Final = frozenset(
    {"api", "chat", "email", "form", "letter", "mail", "phone", "social", "voice", "web"}
)

Sender = Literal["requester", "agent", "third_party", "system"]


def _none_to_empty(value: object) -> object:
    return "" if value is None else value


# -- the ticket, as it arrives (raw) -------------------------------------------------------------------------


class Message(Value):
    sender: Sender = Field(alias="from", default="requester")
    at: AwareDatetime | None = None
    text: Annotated[RawText, Unprinted]


class Requester(Value):
    name: Annotated[RawText | None, Unprinted] = None
    email: Annotated[RawText | None, Unprinted] = None
    role: Role | None = None
    verified: bool = False
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None


Flag = Literal["legal_hold", "gag_order", "preservation", "incident"]


class Account(Value):
    id: Annotated[RawText | None, Unprinted] = None
    email: Annotated[RawText | None, Unprinted] = None
    plan: str | None = None
    flags: tuple[Flag, ...] = ()


class Given(Value):
    """A value from outside. Half of a surrogate pair (`\\ud800` in JSON) is no character and is refused at the door."""

    @model_validator(mode="before")
    @classmethod
    def _characters_only(cls, value: object) -> object:
        parts = [value]
        while parts:
            match parts.pop():
                case str() as text if HALF_PAIR.search(text):
                    raise ValueError("half of a surrogate pair is no character; send the whole text as UTF-8")
                case dict() as fields:
                    parts += [*fields, *fields.values()]
                case list() | tuple() as items:
                    parts += items
        return value


def _no_email_address(value: str) -> str:
    """A ticket's id stands in addresses, logs and the queue, where nobody's e-mail address may stand."""
    if EMAIL_INSIDE.search(value):
        raise ValueError("an e-mail address is no ticket id; give the helpdesk's own number, such as ZD-1042")
    return value


class Ticket(Given):
    """A ticket as the helpdesk sent it. Raw: it is stored sealed and read only by the redactor and `decide`."""

    id: (
        Annotated[
            str, Field(min_length=1, max_length=200, pattern=r"^[\w.:#/@+-]+$"), AfterValidator(_no_email_address)
        ]
        | None
    ) = None
    channel: Annotated[str, Field(max_length=40, pattern=r"^(?:[A-Za-z][A-Za-z0-9_ ./-]*)?$")] = "email"
    subject: Annotated[RawText, BeforeValidator(_none_to_empty), Unprinted] = RawText("")
    received_at: AwareDatetime | None = None
    requester: Requester = Requester()
    messages: Annotated[tuple[Message, ...], Field(min_length=1, max_length=1000)]
    account: Account | None = None
    facts: Annotated[dict[str, JsonValue], Unprinted] = {}
    metadata: Annotated[dict[str, JsonValue], Unprinted] = {}


# -- the same ticket behind the redactor (masked) ------------------------------------------------------------


class MaskedMessage(Value):
    sender: Sender
    at: datetime | None
    text: MaskedText


class MaskedTicket(Value):
    """What every node after `redact` works on. Holds placeholders such as `<PERSON_1>`, never a value."""

    draft_id: str
    ticket_id: str
    channel: str
    subject: MaskedText
    received_at: datetime
    language: str  # ISO 639-1, `und` when there is none
    role: Role | None
    verified: bool
    country: str | None
    name: MaskedText | None  # the requester's name, as a placeholder
    email: MaskedText | None
    messages: tuple[MaskedMessage, ...]
    facts: dict[str, JsonValue]  # strings inside are masked; ids and enumerations pass unchanged
    entities: dict[str, int]  # how many distinct values of each kind were hidden
    places: dict[str, str] = {}  # the law that a hidden place stands for: `<LOCATION_1>` -> `US-CA`; no place itself


# -- what the nodes find -------------------------------------------------------------------------------------


class Case(Value):
    section: SectionId
    also: tuple[SectionId, ...] = ()
    priority: Priority
    requester_role: Role
    jurisdictions: tuple[str, ...] = ()
    language: str = "en"


class PolicyRef(Value):
    """A policy section that governs (first) or supports the case; `score` is the retriever's, 0 to 1."""

    section: str
    title: str
    version: str
    effective: str
    score: float
    sentence: str = ""  # the policy's sentence that fits the ticket best


class IntakeItem(Value):
    section: SectionId
    element: str
    state: ElementState
    evidence: MaskedText | None = None  # the ticket's own words, masked
    parts_missing: tuple[str, ...] = ()  # of a composite element: the ids of the parts that are not there


class Due(Value):
    """One due date of a clock. Clocks with a window (K15) give two, `earliest` before `latest`."""

    clock: str
    section: SectionId
    bound: Literal["due", "earliest", "latest"] = "due"
    starts_at: datetime
    due_at: datetime
    basis: str
    counted: str  # how it was counted, e.g. "14 business days after Mon 23 Nov 2026, skipping Thu 26 Nov"
    extended: bool = False
    stopped_at: datetime | None = None  # when what the clock waits for was done; it is not overdue any more

    @property
    def is_pressing(self) -> bool:
        """Whether something must still happen by then; the opening of a window asks for nothing."""
        return self.bound != "earliest" and self.stopped_at is None


class Paused(Value):
    """A clock that waits for the requester. It has no due date until the answer is here."""

    clock: str
    section: SectionId
    since: datetime
    basis: str
    counted: str  # what it waits for, and since when


class Approval(Value):
    level: Level = Level.AGENT
    also: tuple[Level, ...] = ()
    reasons: tuple[str, ...] = ()


class SectionDecision(Value):
    """What the decision table of one section says about this ticket."""

    section: SectionId
    outcome: Outcome
    framework: str
    row: int  # 1-based row of the section's table, for `explain`
    missing: tuple[str, ...] = ()  # element ids, in the order of the policy
    clocks: tuple[Due, ...] = ()
    paused: tuple[Paused, ...] = ()
    priority: Priority | None = None  # what the row asks for, where that is more urgent than the section's
    approval: Approval = Approval()
    escalate_to: str | None = None
    why: str = ""
    covered_by: SectionId | None = None  # the section whose text in the reply answers this one as well


class Decision(Value):
    """The decisions of all sections of the case, the governing one first, and what follows from them together."""

    sections: tuple[SectionDecision, ...]
    approval: Approval
    answered_by_person: tuple[
        str, ...
    ] = ()  # sections that have no policy yet: a person answers, and the draft says so
    clocks: tuple[Due, ...] = ()  # of every section that has a policy, also of those that a person answers apart
    paused: tuple[Paused, ...] = ()
    priority: Priority | None = None  # the most urgent that a row of the case asks for

    @property
    def primary(self) -> SectionDecision:
        return self.sections[0]


class Reply(Value):
    subject: str
    body: str  # masked inside the product; restored for the recipient only on the way out


class Finding(Value):
    """What the checker objects to. `start`/`end` are code points in the reply's body; 0/0 for an omission."""

    rule: str
    severity: Severity
    quote: str = ""
    start: int = 0
    end: int = 0
    message: str
    section: str
    fix: str = ""


class Provenance(Value):
    """Enough to explain a draft years later: who wrote it, from which prompts and policies, at what cost."""

    drafter: Literal["playbook", "model", "person", "none"] = "none"
    model: str | None = None
    fallback: str | None = None  # why the playbook's text stands in for a model's
    extract_fallback: str | None = None  # why a model's quotations were not used, where it was asked for some
    prompts: dict[str, str] = {}
    policies: str = ""
    input: str = ""  # sha256 of the masked ticket
    revisions: int = 0
    usage: dict[str, int | float] = {"input_tokens": 0, "output_tokens": 0}
    timings_ms: dict[str, float] = {}


class Redaction(Value):
    entities: dict[str, int] = {}


class Signature(Value):
    """One approval: who signed, for which levels, when."""

    by: str
    levels: tuple[Level, ...]
    at: datetime


class Draft(Value):
    """The contract's draft. `held` says why nothing was written when `reply` is null."""

    draft_id: str
    ticket_id: str
    status: Status
    revision: int = 1
    verdict: Verdict | None = None
    held: str | None = None
    case: Case | None = None
    policy: tuple[PolicyRef, ...] = ()
    intake: tuple[IntakeItem, ...] = ()
    outcome: Outcome | None = None
    outcomes: dict[str, Outcome] = {}
    clocks: tuple[Due, ...] = ()
    paused: tuple[Paused, ...] = ()
    reply: Reply | None = None
    findings: tuple[Finding, ...] = ()
    approval: Approval = Approval()
    signatures: tuple[Signature, ...] = ()
    provenance: Provenance = Provenance()
    redaction: Redaction = Redaction()
    requested_by: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None


# -- people and the log --------------------------------------------------------------------------------------


class Actor(Value):
    """A signed-in person or an API client. `levels` are the approval levels it holds."""

    name: str
    levels: frozenset[Level] = frozenset({Level.AGENT})

    @property
    def is_reviewer(self) -> bool:
        return bool(self.levels - {Level.AGENT})


class Event(Value):
    """One line of the log. `data` and `reason` are masked; `hash` chains to the event before."""

    seq: int
    at: datetime
    actor: str
    kind: str
    draft_id: str | None
    reason: str
    data: dict[str, Any]
    prev_hash: str
    hash: str


class DecisionRequest(Given):
    """Body of `POST /v1/reviews/{id}/decision`. `revision` is the one the reviewer looked at."""

    decision: Literal["approve", "edit", "reject", "escalate"]
    revision: int = Field(ge=1)
    reason: Annotated[RawText, Field(max_length=2000, repr=False)] = RawText("")
    body: Annotated[RawText | None, Field(max_length=100_000, repr=False)] = None
    level: Level | None = None


def _user(value: object) -> object:
    return Role.ACCOUNT_HOLDER_UNVERIFIED if value == "user" else value


class CheckRequest(Given):
    """Input of `countersign check`; only `section` and `reply` are required."""

    id: str | None = None
    section: SectionId
    outcome: Outcome | None = None
    requester_role: Annotated[Role | None, BeforeValidator(_user)] = None  # "user": an account holder, not verified
    received_at: AwareDatetime | None = None
    ticket: Ticket | RawText | None = None
    facts: dict[str, JsonValue] = {}
    intake: tuple[dict[str, JsonValue], ...] = ()
    reply: RawText


class CheckResult(Value):
    id: str | None = None
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    approval: Approval = Approval()
