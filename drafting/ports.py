"""The protocols at the edges: redactor, drafter and store. Adapters are named together only in `bootstrap`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from pydantic import JsonValue

from drafting.models import (
    Actor,
    Decision,
    Draft,
    Event,
    Finding,
    IntakeItem,
    Level,
    MaskedText,
    MaskedTicket,
    RawText,
    Reply,
    Status,
    Ticket,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Origin = Literal["requester", "agent", "third_party", "system", "account"]


class Entity(NamedTuple):
    """One hidden span: offsets in the raw input (code points), and the placeholder that stands for it."""

    kind: str
    start: int
    end: int
    placeholder: str


Spans = tuple[tuple[int, int, int, int], ...]  # (start, end) in one text and (start, end) in the other, in order


class Masked(NamedTuple):
    """What the redactor returns: the text with placeholders, and where each came from."""

    text: MaskedText
    entities: tuple[Entity, ...]

    @property
    def spans(self) -> Spans:
        """Each placeholder: (start, end) in the masked text to (start, end) in the raw one."""
        found: list[tuple[int, int, int, int]] = []
        longer = 0  # how much longer the masked text is so far
        for entity in self.entities:
            start = entity.start + longer
            end = start + len(entity.placeholder)
            found.append((start, end, entity.start, entity.end))
            longer = end - entity.end
        return tuple(found)


class Restored(NamedTuple):
    """A restored text. `withheld` are placeholders this audience may not see; `unknown` were never handed out.

    `spans` maps each restored placeholder: (start, end) in the masked text to (start, end) in the restored one.
    """

    text: RawText
    withheld: tuple[str, ...]
    unknown: tuple[str, ...]
    spans: Spans


class Embedder(Protocol):
    """Turns texts into vectors of unit length that lie close together when the texts mean the same."""

    def embed(self, texts: Sequence[MaskedText]) -> NDArray[np.float32]:
        """One row for each text. Raises ModelMissing."""
        ...


class KnownVectors(Protocol):
    """Vectors of texts that are known beforehand: policy texts, which hold nothing personal."""

    def of(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length for each text."""
        ...


class Registry(Protocol):
    """The placeholders of one case, in memory: one value, one placeholder, never one for two people."""

    case_id: str

    def knows(self, placeholder: str) -> bool: ...
    def restore(self, text: MaskedText, audience: Origin | Literal["staff"] | frozenset[Origin]) -> Restored:
        """A set of origins is a recipient: it reads their values and what only our own people wrote."""


class HeldText(Protocol):
    """A held ticket for the eyes of the review desk: values with a form of their own are hidden, names are raw.

    `note` says so in words. Never to be stored, logged, measured or shown to a model.
    """

    @property
    def subject(self) -> RawText: ...
    @property
    def messages(self) -> tuple[RawText, ...]: ...
    @property
    def note(self) -> str: ...


class Redactor(Protocol):
    """Hides personal values. Pure CPU, blocking: call it in a thread."""

    def warm(self) -> None:
        """Load the models now instead of at the first ticket."""

    def mask(self, text: RawText, registry: Registry, origin: Origin) -> Masked:
        """Raises RedactionFailed or LanguageUnsupported; never returns text that was not looked at."""

    def mask_ticket(
        self, ticket: Ticket, registry: Registry, *, draft_id: str, ticket_id: str, received_at: datetime
    ) -> MaskedTicket:
        """The whole ticket: subject, messages, requester, facts. One value has one placeholder in all of them."""

    def held_text(self, ticket: Ticket) -> HeldText:
        """What a reviewer may see of a ticket that `mask_ticket` holds. Numbers nothing; raises RedactionFailed."""


class Written(NamedTuple):
    """What a drafter returns, with what it cost. `cost_usd` is None for a model without a known price."""

    reply: Reply
    model: str | None = None
    prompts: dict[str, str] = {}
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None


class Brief(NamedTuple):
    """Everything a drafter may know: masked text, decisions, and the playbook's text as the framework."""

    ticket: MaskedTicket
    decision: Decision
    intake: Sequence[IntakeItem]
    playbook: Reply  # the framework rendered for this case: facts, asks and dates are already right in it
    findings: Sequence[Finding] = ()  # of the previous attempt, when this is a revision
    previous: Reply | None = None


class Drafter(Protocol):
    """Writes a reply from a brief."""

    async def write(self, brief: Brief, on_text: Callable[[str], Awaitable[None]] | None = None) -> Written:
        """Raises DrafterFailed (time-out, refusal, nonsense, cut stream) or BudgetSpent."""


class Search(NamedTuple):
    """What an extractor may know: the requester's own words, masked, and what is looked for in them."""

    draft_id: str
    words: MaskedText
    wanted: Mapping[str, str]  # name -> how the policy asks for it


class Extracted(NamedTuple):
    """What an extractor found, with what it cost. `quotes`: name -> words of the requester, not yet verified."""

    quotes: Mapping[str, str]
    model: str
    prompts: dict[str, str]
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None


class Extractor(Protocol):
    """Quotes the words that may supply an intake element."""

    async def extract(self, search: Search) -> Extracted:
        """Raises DrafterFailed (time-out, refusal, nonsense) or BudgetSpent."""


class NewEvent(NamedTuple):
    """An event to be written in the same transaction as the change it records. `data` and `reason` are masked."""

    kind: str
    actor: str
    draft_id: str | None = None
    reason: str = ""
    data: dict[str, JsonValue] = {}


class Sealer(Protocol):
    """Encrypts what the store keeps of a ticket and of the vault. `open` raises VaultLocked."""

    def seal(self, data: bytes) -> bytes: ...
    def open(self, sealed: bytes) -> bytes: ...


class Registries(Protocol):
    """How the placeholders of a case become bytes and come back. The bytes are plain: the store seals them.

    `changed` maps each placeholder that is new or altered since `load` or `saved` to its bytes.
    """

    def load(self, case_id: str, entries: Sequence[bytes]) -> Registry: ...
    def changed(self, registry: Registry) -> Mapping[str, bytes]: ...
    def saved(self, registry: Registry) -> None: ...


class Submitted(NamedTuple):
    """A submitted draft; `replayed` when the idempotency key was seen before and this is the draft it made then."""

    draft: Draft
    replayed: bool


class Person(NamedTuple):
    """Somebody who holds an API key. The key itself is not kept."""

    name: str
    levels: frozenset[Level]
    created_at: datetime
    revoked_at: datetime | None


class Verified(NamedTuple):
    """The log is whole: how many events it has, and the hash of the last (64 zeros for an empty log)."""

    events: int
    head: str


class Store(Protocol):
    """Drafts, sealed tickets, vault entries and the log. Every change takes its event and writes both at once.

    `expected` is the revision the caller saw: another value in the table raises Conflict (compare-and-set). Every
    method raises StoreUnavailable when the database is locked for more than five seconds, gone, or out of space.
    """

    async def open(self) -> None: ...
    async def close(self) -> None: ...
    async def ping(self) -> None: ...

    # drafts
    async def submit(
        self,
        draft: Draft,
        ticket: Ticket,
        event: NewEvent,
        *,
        key: str | None,
        body_hash: str,
        owner: str | None = None,
    ) -> Submitted: ...
    async def load(self, draft_id: str) -> Draft: ...
    async def save(self, draft: Draft, expected: int, event: NewEvent) -> Draft: ...
    async def list(
        self, statuses: Sequence[Status], *, limit: int = 100, after: str | None = None
    ) -> Sequence[Draft]: ...

    async def recent(self, requested_by: str, limit: int) -> Sequence[Draft]: ...
    async def counts(self) -> Mapping[str, int]: ...

    # crash recovery; `owner` is "host:pid:start-ticks"
    async def claim(self, draft_id: str, owner: str, ttl_s: float) -> bool: ...
    async def extend(self, draft_id: str, owner: str, ttl_s: float) -> bool: ...
    async def release(self, draft_id: str, owner: str) -> None: ...
    async def attempts(self, draft_id: str) -> int: ...
    async def abandoned(self, now: datetime | None = None) -> Sequence[str]: ...
    async def unresumed(self) -> Sequence[str]: ...
    async def mark_resumed(self, draft_id: str) -> None: ...

    # the vault
    async def load_ticket(self, draft_id: str) -> Ticket: ...
    async def load_registry(self, case_id: str) -> Registry: ...
    async def save_registry(self, registry: Registry) -> None: ...
    async def erase_case(self, case_id: str, event: NewEvent) -> int: ...

    # the log
    async def append(self, event: NewEvent) -> Event: ...
    async def append_once(self, event: NewEvent, key: str) -> bool: ...
    def events(self, draft_id: str | None = None) -> AsyncIterator[Event]: ...
    async def check_log(self) -> None: ...
    async def verify_log(self) -> Verified: ...

    # people
    async def actor_by_key(self, key: str) -> Actor | None: ...
    async def actor(self, name: str, *, known_at: datetime | None = None) -> Actor | None: ...
    async def add_person(self, name: str, levels: Iterable[Level], *, by: str) -> str: ...
    async def revoke_person(self, name: str, *, by: str) -> None: ...
    async def people(self) -> Sequence[Person]: ...
