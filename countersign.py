"""Drafts and checks replies for trust-and-safety support.

Exit codes: 0 success, 1 what was checked falls short, 2 bad input (one clear line on stderr).
"""

# The one file that knows all three packages. Heavy imports stand inside the verbs that need them.

from __future__ import annotations

import asyncio
import gc
import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, BinaryIO, TypeVar

import typer

from drafting.errors import BadInput, CountersignError, LogBroken
from drafting.models import HALF_PAIR, Actor, CheckRequest, Level, Ticket
from drafting.settings import Settings, load

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
policy_app = typer.Typer(no_args_is_help=True, help="The policy files.")
audit_app = typer.Typer(no_args_is_help=True, help="The decision log.")
people_app = typer.Typer(no_args_is_help=True, help="Who may use the service: names, approval levels, API keys.")
vault_app = typer.Typer(no_args_is_help=True, help="The keys under which personal data is kept.")
app.add_typer(policy_app, name="policy")
app.add_typer(audit_app, name="audit")
app.add_typer(people_app, name="people")
app.add_typer(vault_app, name="vault")

T = TypeVar("T")
CLI = Actor(name="command-line")
MAX_INPUT = 8 * 1024 * 1024

File = Annotated[str, typer.Argument(metavar="FILE|-", help="A file, or - for standard input.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
JsonLines = Annotated[bool, typer.Option("--jsonl", help="Read JSON Lines, write one result a line, in input order.")]


# -- input and output ----------------------------------------------------------------------------------------


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as handle:
            yield handle
    except OSError as error:
        raise BadInput(f"{file}: {error.strerror}.") from error


def _named(file: str) -> str:
    return "standard input" if file == "-" else file


def _text(raw: bytes, what: str) -> str:
    if len(raw) > MAX_INPUT:
        raise BadInput(f"{what} is larger than {MAX_INPUT // 1024 // 1024} MiB.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{what} is not UTF-8 text (byte {error.start}).") from None


def _object(text: str, what: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        where = (
            f" (line {error.lineno}, column {error.colno}: {error.msg})"
            if isinstance(error, json.JSONDecodeError)
            else ""
        )
        raise BadInput(f"{what} is not JSON{where}.") from None
    if not isinstance(value, dict):
        raise BadInput(f"{what} must be a JSON object, not {type(value).__name__}.")
    return value


def _parse(model: type[Any], value: dict[str, Any]) -> Any:
    """A contract value from JSON; the error names the field and never repeats what stands in it."""
    from pydantic import ValidationError

    try:
        return model.model_validate(value)
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(str(p) for p in e['loc']) or 'input'}: {e['msg']}"
            for e in error.errors(include_input=False)[:5]
        )
        raise BadInput(problems) from None


def _dump(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return json.dumps(value, default=str) if HALF_PAIR.search(text) else text  # half of a pair cannot be written


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _progress(lines: Iterator[T], title: str) -> Iterator[T]:
    """Counts lines on stderr, on a terminal only."""
    if not sys.stderr.isatty():
        yield from lines
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(lines, description=title, console=Console(stderr=True), transient=True)


async def _each_line(file: str, title: str, work: Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]) -> int:
    """One result a line, in input order. A bad line becomes an error on its line, and the rest goes on."""
    bad = 0
    with _opened(file) as handle:
        for number, raw in enumerate(_progress(iter(handle), title), start=1):
            if not raw.strip():
                continue
            given: Any = None
            try:
                value = _object(_text(raw, f"line {number}"), f"line {number}")
                given = value.get("id")
                result = await work(value)
            except CountersignError as error:
                bad += 1
                result = {"id": given, "error": str(error)}
            _print(_dump(result))
    return _told(bad)


def _told(bad: int) -> int:
    """The exit code after so many bad lines, with one line on stderr when there were any."""
    if bad:
        typer.echo(f"{bad} line(s) could not be used; their results say why.", err=True)
    return 2 if bad else 0


def _settings(**changes: Any) -> Settings:
    return load().model_copy(update={k: v for k, v in changes.items() if v is not None})


# -- the pipeline --------------------------------------------------------------------------------------------


@app.command()
def draft(file: File = "-", as_json: Json = False, jsonl: JsonLines = False) -> None:
    """One ticket, or many, through the whole pipeline. The draft is kept, and a flagged one waits in /review."""
    from drafting.bootstrap import running

    async def work() -> int:
        async with running(_settings()) as service:

            async def one(value: dict[str, Any]) -> dict[str, Any]:
                made = await service.draft(_parse(Ticket, value), CLI)
                return {"id": made.ticket_id, **made.model_dump(mode="json")}

            if jsonl:
                return await _each_line(file, "Drafting", one)
            with _opened(file) as handle:
                made = await one(_object(_text(handle.read(MAX_INPUT + 1), _named(file)), _named(file)))
            _print(_dump(made)) if as_json or not sys.stdout.isatty() else _show_draft(made)
            return 0

    raise typer.Exit(asyncio.run(work()))


@app.command()
def redact(file: File = "-", as_json: Json = False, jsonl: JsonLines = False) -> None:
    """What the model would be shown. Without --json the input is plain text."""
    from drafting.redaction.batch import read_lines, redacted, redacted_lines
    from drafting.redaction.engine import PresidioRedactor

    settings = _settings()
    redactor = PresidioRedactor(settings)  # reads what is kept, and no other policy: this must start at once
    if jsonl:
        bad = 0
        with _opened(file) as handle:
            for result in _progress(redacted_lines(read_lines(handle), redactor, settings), "Redacting"):
                bad += "error" in result
                _print(_dump(result))
        raise typer.Exit(_told(bad))
    with _opened(file) as handle:
        text = _text(handle.read(MAX_INPUT + 1), _named(file))
    if as_json:
        value = _object(text, _named(file))
        _print(_dump(redacted(value.get("id"), value.get("text"), redactor)))
    else:
        _print(redacted(None, text, redactor)["text"])


@app.command()
def check(file: File = "-", as_json: Json = False, jsonl: JsonLines = False) -> None:
    """The compliance verdict on a given reply. Exit 1 when a reply is flagged or blocked."""
    from drafting.bootstrap import build_checking, load_policies

    settings = _settings()
    checking = build_checking(settings, load_policies(settings))
    short = False

    async def one(value: dict[str, Any]) -> dict[str, Any]:
        nonlocal short
        result = checking.check(_parse(CheckRequest, value))
        short = short or result.verdict != "pass"
        return result.model_dump(mode="json")

    if jsonl:
        code = asyncio.run(_each_line(file, "Checking", one))
        raise typer.Exit(code or int(short))
    with _opened(file) as handle:
        result = asyncio.run(one(_object(_text(handle.read(MAX_INPUT + 1), _named(file)), _named(file))))
    _print(_dump(result)) if as_json or not sys.stdout.isatty() else _show_check(result)
    raise typer.Exit(int(short))


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="Add sample people and cases, and print their sign-in links.")
    ] = False,
) -> None:
    """The service: API, sidebar and review pages on 127.0.0.1:8000, SQLite file by default."""
    from drafting.bootstrap import detector_beside

    settings = _settings(host=host, port=port)
    with detector_beside() as detector:
        from api.serve import serve as run

        run(settings, sample=sample, detector=detector)


@app.command("eval")
def evaluate(
    as_json: Json = False,
    only: Annotated[str | None, typer.Option("--only", help="Cases whose id contains this.")] = None,
) -> None:
    """The golden cases, offline; exit 1 on a failed gate."""
    from evals.run import run

    raise typer.Exit(run(as_json=as_json, only=only))


# -- policies ------------------------------------------------------------------------------------------------


@policy_app.command("lint")
def policy_lint(
    root: Annotated[Path | None, typer.Argument(help="The policy folder.")] = None, as_json: Json = False
) -> None:
    """Compiles every policy file and runs its examples; each problem with file, line and what to write instead."""
    from drafting.bootstrap import passed, trials
    from drafting.policy.compiler import diagnosed
    from drafting.side_by_side import cores

    settings = _settings()
    if root is not None:
        settings = settings.model_copy(update={"policies_dir": root})
    policies, problems = diagnosed(
        settings.policies_dir, trials=trials(settings), passed=passed(settings), workers=cores()
    )
    if as_json:
        _print(_dump({"problems": [p._asdict() for p in problems]}))
    else:
        for problem in problems:
            _print(str(problem))
        if policies is not None and not problems:
            counts = f"{len(policies.sections)} sections, {len(policies.pending)} pending"
            _print(f"{counts}, {policies.digest[:19]}: no problems.")
    raise typer.Exit(int(bool(problems)))


@policy_app.command("show")
def policy_show(
    section: Annotated[str, typer.Argument(help="A section id, for example dmca/takedown.")],
    on: Annotated[datetime | None, typer.Option(help="The version in force on this day.", formats=["%Y-%m-%d"])] = None,
    as_json: Json = False,
) -> None:
    """One section for its owner: what a request must contain, each row, each reply, the rules, and the prose."""
    from drafting.bootstrap import read_policies
    from drafting.policy.page import page

    policies = read_policies(_settings())
    day: date | None = on.date() if on else None
    found = policies.section(section, day)
    if as_json:
        body = found.file.model_dump(mode="json") | {"rules": [r.model_dump(mode="json") for r in found.rules]}
        versions = [{"version": v.file.version, "effective": v.file.effective} for v in policies.versions[section]]
        _print(_dump(body | {"file": found.document.name, "versions": versions, "prose": found.prose}))
        return
    _show_page(page(policies, found, day))


@policy_app.command("search")
def policy_search(
    words: Annotated[list[str], typer.Argument(help="Words to look for.")], as_json: Json = False
) -> None:
    """Sections that fit the words best, with the sentence that matched."""
    from drafting.bootstrap import build_meaning, read_policies
    from drafting.retrieval import Retriever

    settings = _settings()
    policies = read_policies(settings)
    embedder, vectors, _ = build_meaning(settings, policies)
    hits = Retriever(policies, embedder, vectors).search(" ".join(words))
    if as_json:
        _print(_dump({"hits": [h._asdict() for h in hits]}))
        return
    for hit in hits:
        _print(f"{hit.score:.2f}  {hit.section}  {hit.title}\n      {hit.sentence}")
    if not hits:
        raise typer.Exit(1)


@policy_app.command("explain")
def policy_explain(file: File = "-", as_json: Json = False) -> None:
    """Why a ticket comes out as it does: which words, which facts, which row, which clocks. Nothing is kept."""
    from drafting.bootstrap import explained
    from drafting.explanation_page import page

    with _opened(file) as handle:
        value = _object(_text(handle.read(MAX_INPUT + 1), _named(file)), _named(file))
    told = explained(_settings(), _parse(Ticket, value))
    _print(_dump(told.model_dump(mode="json"))) if as_json else _show_page(page(told))


@policy_app.command("schema")
def policy_schema() -> None:
    """The JSON Schema of the policy files, for editors; `policies/schema.json` is its copy."""
    from drafting.policy.json_schema import json_schema

    _print(json.dumps(json_schema(), indent=2, ensure_ascii=False))


# -- the log and people --------------------------------------------------------------------------------------


@audit_app.command("verify")
def audit_verify(as_json: Json = False) -> None:
    """Follows the log's hash chain; exit 1 names the first broken link."""
    from drafting.bootstrap import open_store

    async def work() -> int:
        async with open_store(_settings()) as store:
            try:
                found = await store.verify_log()
            except LogBroken as broken:
                _print(_dump({"broken_at": broken.seq, "reason": str(broken)}) if as_json else str(broken))
                return 1
        _print(_dump(found._asdict()) if as_json else f"{found.events} events, unbroken. Head: {found.head}")
        return 0

    raise typer.Exit(asyncio.run(work()))


@vault_app.command("rotate")
def vault_rotate() -> None:
    """Puts every case under the newest key of COUNTERSIGN_VAULT_KEYS; the older ones can be taken out afterwards."""
    from drafting.bootstrap import open_store
    from drafting.ports import NewEvent

    async def work() -> None:
        async with open_store(_settings()) as store:
            count = await store.rotate_keys(NewEvent("keys_rotated", CLI.name))
        _print(f"{count} cases are under the newest key.")

    asyncio.run(work())


@people_app.command("add")
def people_add(
    name: Annotated[str, typer.Argument(help="A name for the log, for example anna or helpdesk-api.")],
    level: Annotated[list[Level], typer.Option(help="Approval levels; repeat for more than one.")] = [Level.AGENT],  # noqa: B006
) -> None:
    """Adds a person or a client and prints the API key, once."""
    from drafting.bootstrap import open_store

    async def work() -> None:
        async with open_store(_settings()) as store:
            _print(await store.add_person(name, level, by=CLI.name))

    asyncio.run(work())


@people_app.command("list")
def people_list(as_json: Json = False) -> None:
    """Names and levels of everybody who has a key now; never the keys."""
    from drafting.bootstrap import open_store

    async def work() -> None:
        async with open_store(_settings()) as store:
            people = [person for person in await store.people() if person.revoked_at is None]
        if as_json:
            _print(_dump({"people": [{"name": p.name, "levels": sorted(p.levels)} for p in people]}))
        else:
            for person in people:
                _print(f"{person.name}: {', '.join(sorted(person.levels))}")

    asyncio.run(work())


@people_app.command("revoke")
def people_revoke(name: Annotated[str, typer.Argument(help="The name.")]) -> None:
    """Ends a person's access at once."""
    from drafting.bootstrap import open_store

    async def work() -> None:
        async with open_store(_settings()) as store:
            await store.revoke_person(name, by=CLI.name)

    asyncio.run(work())


# -- for eyes ------------------------------------------------------------------------------------------------


def _show_page(markdown: str) -> None:
    """A page of Markdown, drawn on a terminal, and as it is anywhere else."""
    if not sys.stdout.isatty():
        _print(markdown.rstrip("\n"))
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(markdown))


def _show_draft(made: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.panel import Panel
    from rich.table import Table

    console = Console()
    case = made["case"] or {}
    console.print(
        f"[bold]{case.get('section')}[/] · {made['outcome'] or 'no reply'} · {made['verdict']} · {made['status']}"
    )
    if made["held"]:
        console.print(f"[yellow]Held:[/] {made['held']}")
    table = Table("element", "state", "words", box=None, padding=(0, 2))
    for item in made["intake"]:
        table.add_row(item["element"], item["state"], item["evidence"] or "")
    console.print(table)
    for due in made["clocks"]:
        done = f", stopped {due['stopped_at']}" if due["stopped_at"] else ""
        console.print(f"{due['clock']} {due['bound']}: {due['due_at']}{done}  ({due['basis']})")
    for clock in made["paused"]:
        console.print(f"{clock['clock']}: {clock['counted']}  ({clock['basis']})")
    if made["reply"]:
        console.print(Panel(made["reply"]["body"], title=made["reply"]["subject"]))
    for finding in made["findings"]:
        console.print(f"[bold]{finding['rule']}[/] {finding['severity']}: {finding['message']}")
    approval = made["approval"]
    console.print(f"Approval: {', '.join([approval['level'], *approval['also']])}. {' '.join(approval['reasons'])}")


def _show_check(result: dict[str, Any]) -> None:
    _print(f"{result['verdict']} (approval: {result['approval']['level']})")
    for finding in result["findings"]:
        _print(f"{finding['rule']} {finding['severity']}: {finding['message']} {finding['quote']!r}")


def main() -> None:
    """Runs the command; turns a domain error, or a file that cannot be used, into one clear line and exit code 2."""
    gc.set_threshold(50_000, 20, 20)  # most of what is made at the start stays; every 700 objects is a look too many
    try:
        app()
    except CountersignError as error:
        sys.stderr.write(f"countersign: {error}\n")
        raise SystemExit(2) from None
    except OSError as error:  # a data folder that cannot be made or written
        sys.stderr.write(f"countersign: {error.filename or 'input or output'}: {error.strerror}.\n")
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
