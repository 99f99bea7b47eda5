"""Whatever raises, and whatever its words quote: no value stands in an error, in its locals, in the log or on disk."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

import pytest
from pydantic import ValidationError

from drafting import bootstrap
from drafting.compliance.checker import Checker
from drafting.compose import client, model
from drafting.models import Account, Actor, DecisionRequest, Level, Message, RawText, Requester, Ticket
from drafting.policy.compiler import Policies, compile_policies
from drafting.redaction import language, vault
from drafting.redaction.engine import PresidioRedactor
from drafting.redaction.placeholders import Span
from drafting.redaction.registry import CaseRegistry
from drafting.redaction.vault import Keyring
from drafting.service import Service
from drafting.settings import ROOT, Settings
from drafting.store import audit
from drafting.store.case_key import CaseKey
from drafting.store.sql import SqlStore

NAME, EMAIL, ACCOUNT = "Wilhelmina Quist", "w.quist@example.org", "acct-7741902"
VALUES: Final = (NAME, EMAIL, ACCOUNT, "Quist", "w.quist", "7741902")
TEXT: Final = f"Please send me a copy of all personal data you hold about me. {EMAIL}\n\n{NAME}"
# Whose locals are looked at. Not those of the redactor and of `review.py`: there the raw text itself is at work, a
# plain string, and Python cannot hide it from a tool that prints locals; nothing of ours does.
OURS: Final = ("service.py", "pipeline.py", "graph.py", "bootstrap.py", "sql.py", "drafts.py", "audit.py", "errors.py")
EVERYBODY: Final = Actor(name="ana", levels=frozenset(Level))

TICKET: Final = Ticket(
    id="T-1",
    subject=RawText(f"From {NAME}"),
    requester=Requester(name=RawText(NAME), email=RawText(EMAIL), verified=True),
    messages=(Message(text=RawText(TEXT)),),
    account=Account(id=RawText(ACCOUNT), email=RawText(EMAIL)),
    facts={"note": f"{NAME} phoned"},
    metadata={"file": f"{NAME}.pdf"},
)


def found(text: str) -> list[Span]:
    return [
        Span(at, at + len(value), kind)
        for value, kind in ((NAME, "PERSON"), (EMAIL, "EMAIL_ADDRESS"), (ACCOUNT, "ID"))
        for at in range(len(text))
        if text.startswith(value, at)
    ]


def quoting(*given: object, **_: object) -> NoReturn:
    raise ValueError(f"cannot use {given!r} of {NAME} {EMAIL} {ACCOUNT}: {TEXT}")


async def quoting_later(*given: object, **_: object) -> NoReturn:
    quoting(*given)


# What breaks, each time it is used.
PLACES: Final[dict[str, tuple[Any, str, Callable[..., Any]]]] = {
    "the language": (language, "detect", quoting),
    "a placeholder": (CaseRegistry, "placeholder", quoting),
    "a restored text": (CaseRegistry, "restore", quoting),
    "the guard": (CaseRegistry, "known_values", quoting),
    "an entry to bytes": (vault, "dump_entry", quoting),
    "bytes that are no entry": (vault, "dump_entry", lambda entry: f'{{"forms": "{entry.value}'.encode()),
    "an entry from bytes": (vault, "load_entry", quoting),
    "the master key, sealing": (Keyring, "seal", quoting),
    "the master key, opening": (Keyring, "open", quoting),
    "a case key, sealing": (CaseKey, "seal", quoting),
    "a case key, opening": (CaseKey, "open", quoting),
    "the store, submitting": (SqlStore, "submit", quoting_later),
    "the store, a ticket": (SqlStore, "load_ticket", quoting_later),
    "the store, loading": (SqlStore, "load_registry", quoting_later),
    "the store, saving": (SqlStore, "save_registry", quoting_later),
    "the store, filing": (SqlStore, "save", quoting_later),
    "the log's JSON": (audit, "canonical", quoting),
    "the checker": (Checker, "check", quoting),
    "the model's library": (client, "_litellm", quoting),
    "the drafter": (model.ModelDrafter, "write", quoting_later),
}


@pytest.fixture(scope="module")
def policies() -> Policies:
    return compile_policies(ROOT / "policies")


def broken_redactor(analyze: Callable[[str], Sequence[Span]]) -> Callable[[Settings, object], PresidioRedactor]:
    return lambda settings, _: PresidioRedactor(settings, analyze)


async def everything(service: Service) -> None:
    """A ticket from its arrival to a reviewer's decision."""
    draft = await service.draft(TICKET, EVERYBODY)
    await service.history(draft.draft_id)
    request = DecisionRequest(decision="reject", revision=draft.revision, reason=RawText(f"{NAME} wrote from {EMAIL}"))
    await service.decide(draft.draft_id, EVERYBODY, request)


@pytest.mark.parametrize("place", ["nothing", "the detector", *PLACES])
async def test_an_error_shows_no_value_wherever_it_is_raised(
    policies: Policies, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setattr(bootstrap, "build_redactor", broken_redactor(quoting if place == "the detector" else found))
    settings = Settings(data_dir=tmp_path, model="openai/none", model_api_base="http://127.0.0.1:9/v1", model_retries=0)
    caught: list[BaseException] = []
    with caplog.at_level(logging.DEBUG):
        async with bootstrap.running(settings, policies) as service:
            if place in PLACES:
                monkeypatch.setattr(*PLACES[place])
            try:
                await everything(service)
            except Exception as error:
                caught.append(error)
                logging.getLogger("some.front.end").error("it broke", exc_info=error)
            monkeypatch.undo()
    shown = {"the log": caplog.text, "frames": "".join(_frames(caught))}
    shown |= {path.name: path.read_bytes().decode("latin-1") for path in _files(tmp_path)}
    if not any(isinstance(error, ValueError) for error in caught):  # a front end shows these, and others by class only
        shown["words"] = "".join(_words(caught))
    assert [f"{value} in {name}" for name, text in shown.items() for value in VALUES if value in text] == []
    assert bool(caught) or place not in {"the store, submitting", "bytes that are no entry", "a restored text"}


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()]


def _chain(caught: Sequence[BaseException]) -> Iterator[BaseException]:
    waiting, seen = list(caught), set()
    while waiting:
        error = waiting.pop()
        if id(error) not in seen:
            seen.add(id(error))
            yield error
            waiting += [link for link in (error.__cause__, error.__context__) if link is not None]


def _words(caught: Sequence[BaseException]) -> Iterator[str]:
    for error in _chain(caught):
        yield f"{error!s} {error!r} {getattr(error, '__notes__', '')}"


def _frames(caught: Sequence[BaseException]) -> Iterator[str]:
    """Our own frames with their locals, as a crash reporter would send them."""
    for error in _chain(caught):
        for frame in traceback.TracebackException.from_exception(error, capture_locals=True).stack:
            if Path(frame.filename).name in OURS:
                yield f"{frame.name}: {frame.locals}\n"


# -- values by themselves ------------------------------------------------------------------------------------


def test_what_holds_raw_text_does_not_print_it() -> None:
    case = CaseRegistry("c")
    case.placeholder("PERSON", NAME, "requester")
    (entry,) = case.entries
    request = DecisionRequest(decision="edit", revision=1, reason=RawText(NAME), body=RawText(TEXT))
    holders = (TICKET, TICKET.requester, TICKET.messages, TICKET.account, request, case, entry, entry.forms)
    shown = " ".join(f"{holder!r} {holder!s} {holder}" for holder in holders)
    assert not [value for value in VALUES if value in shown]


@pytest.mark.parametrize(
    "given",
    [
        {"messages": [{"text": TEXT, "at": NAME}]},
        {"messages": [{"text": [TEXT]}], "requester": {"name": NAME, "role": EMAIL}},
        {"messages": [], "account": {"id": ACCOUNT, "flags": [NAME]}},
        {"messages": [{"text": TEXT}], "subject": {"is": TEXT}},
    ],
)
def test_a_ticket_that_is_refused_is_not_quoted(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        Ticket.model_validate(given)
    words = f"{caught.value!s} {caught.value!r}"
    assert not [value for value in VALUES if value in words]
