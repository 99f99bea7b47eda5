"""Recorded model calls: played back strictly, recorded without headers or clocks, and scanned before they are kept.

litellm turns a request that the cassette does not hold into an error that is retried, and the pipeline then falls back
to the playbook, so a plain replay looks like a slow model. Here every miss and every unused recording is reported.
"""

from __future__ import annotations

import contextlib
import ipaddress
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import phonenumbers
import vcr
import yaml
from vcr.cassette import Cassette
from vcr.request import Request

from drafting.errors import CountersignError

MATCH_ON: Final = ("method", "scheme", "host", "port", "path", "query", "body")  # JSON bodies are compared parsed
KEPT_HEADERS: Final = frozenset({"content-type"})  # keys, cookies, user agents and versions are dropped with the rest
KEPT_FIELDS: Final = frozenset({"choices", "usage", "error"})  # of a chunk; not its id, clock or timings


class CassetteRefused(CountersignError):
    """A recording holds what must not be kept."""


class ReplayMismatch(CountersignError):
    """What was asked and what was recorded are not the same. Run `make record` when the change was meant."""


class _Strict(Cassette):  # type: ignore[misc]
    """A cassette that remembers the requests it could not answer, and takes nothing that the vault knows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.missed: list[Request] = []
        self.known = 0
        self.count_known: Callable[[str], int] = lambda text: 0  # of what is read from a file

    def append(self, request: Request, response: dict[str, Any]) -> None:
        """As the parent, unless a value of an open case stands in it; `known` counts those."""
        try:
            texts = [_asked({"uri": request.uri, "body": request.body}), _answered(response)]
        except ValueError:  # not what a model is asked, or not what one answers: looked at as it is
            texts = [str(request.body), str(response["body"]["string"])]
        known = sum(map(self.count_known, texts))
        self.known += known
        if not known:
            super().append(request, response)

    def can_play_response_for(self, request: Request) -> bool:
        """As the parent; a miss while nothing may be recorded is kept. What records never plays: it need not look."""
        playable = self.record_mode != vcr.mode.ALL and bool(super().can_play_response_for(request))
        if not playable and self.record_mode == vcr.mode.NONE:
            self.missed.append(request)
        return playable


@contextlib.contextmanager
def replay(path: Path) -> Iterator[list[str]]:
    """Answer every request in the block from `path`. The list is filled when the block ends: what did not match.

    Nothing goes to the network: a request without a recording fails. A cassette that is not there answers nothing.
    """
    problems: list[str] = []
    with _cassette(path, vcr.mode.NONE) as cassette:
        try:
            yield problems
        finally:
            problems += dict.fromkeys(_miss(cassette, path, request) for request in cassette.missed)
            if unused := len(cassette) - cassette.play_count:
                problems.append(f"{path.name}: {unused} recorded answer(s) were not asked for.")


@contextlib.contextmanager
def replay_exactly(path: Path) -> Iterator[None]:
    """As `replay`, and raises ReplayMismatch at the end, whatever the block made of a missing answer."""
    problems: list[str] = []
    try:
        with replay(path) as problems:
            yield
    finally:
        if problems:
            raise ReplayMismatch(" ".join(problems))


@contextlib.contextmanager
def recording(path: Path) -> Iterator[None]:
    """Let the requests of the block through and write them to `path`; no file when there were none.

    Raises CassetteRefused at the end, and leaves no file, when a value of an open case stood in a request or an answer.
    """
    from drafting.bootstrap import count_known  # slow, and not needed for a replay

    with _cassette(path, vcr.mode.ALL) as cassette:
        cassette.count_known = count_known
        yield
    if cassette.known:
        path.unlink(missing_ok=True)
        raise CassetteRefused(f"{path.name}: {cassette.known} personal value(s) of the case stood in it; it is gone.")


def _cassette(path: Path, mode: Any) -> Any:
    tape = vcr.VCR(before_record_request=_bare_request, before_record_response=_bare_response, match_on=MATCH_ON)
    config = tape.get_merged_config(path=str(path), record_mode=mode, decode_compressed_response=True)
    return _Strict.use(**config)


def _bare_request(request: Request) -> Request:
    request.headers = {name: value for name, value in request.headers.items() if name.lower() in KEPT_HEADERS}
    return request


def _bare_response(response: dict[str, Any]) -> dict[str, Any]:
    headers = {name: value for name, value in response["headers"].items() if name.lower() in KEPT_HEADERS}
    body = response["body"]["string"]
    text = body.decode("utf-8") if isinstance(body, bytes) else body
    lines = "\n".join(_bare_line(line) for line in text.split("\n"))
    return {**response, "headers": headers, "body": {"string": lines.encode("utf-8")}}


def _bare_line(line: str) -> str:
    if not line.startswith("data: {"):
        return line
    chunk = {name: value for name, value in json.loads(line[6:]).items() if name in KEPT_FIELDS}
    return f"data: {json.dumps({'id': 'recorded', 'created': 0, **chunk}, ensure_ascii=False)}"


def _miss(cassette: _Strict, path: Path, request: Request) -> str:
    """Where a request without a recording first differs from the nearest recorded one."""
    asked, recorded = _prompt(request), [_prompt(known) for known in cassette.requests]
    if not recorded:
        return f"{path.name}: a request was made, and nothing is recorded."
    if asked in recorded:
        return f"{path.name}: a request was made more often than it is recorded."
    nearest = max(recorded, key=lambda known: _common(known, asked))
    at = _common(nearest, asked)
    start = max(0, at - 20)
    return (
        f"{path.name}: no recording for a request; it has {asked[start : at + 40]!r} "
        f"where the nearest recording has {nearest[start : at + 40]!r}."
    )


def _prompt(request: Request) -> str:
    body = request.body or b""
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else str(body)
    with contextlib.suppress(json.JSONDecodeError):
        text = json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True)
    return f"{request.method} {request.uri} {text}"


def _common(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


# -- what a recording may hold -------------------------------------------------------------------------------

_KEYS: Final = re.compile(
    r"\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{8,}|\bgh[pousr]_[A-Za-z0-9]{16,}|\bgithub_pat_\w{16,}|\bAKIA[0-9A-Z]{16}\b"
    r"|\bxox[abprs]-[\w-]{8,}|\bAIza[\w-]{30,}|-----BEGIN [A-Z ]*PRIVATE KEY|\beyJ[\w-]{8,}\.[\w-]{8,}\."
    r"|\bgAAAAA[\w-]{20,}|(?i:\bbearer\s+[\w.~+/-]{12,})"
    r"|(?i:\b(?:authorization|x-api-key|api[-_]key|set-cookie)[\"']?\s*[:=]\s*\S{3,})"
)
_MARKER: Final = re.compile(r"<<<(?:END )?[A-Z_]+ [0-9a-f]{16}>>>")  # of the prompt's fence; its digits mean nothing
_EMAIL: Final = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_ADDRESS: Final = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d)")
_LONG_NUMBER: Final = re.compile(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])")
_NATIONAL: Final = re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}\b")


def scan(path: Path, published: str = "") -> None:
    """Refuse a cassette with a key, a personal value, a header, or an answer that is not a success.

    What stands word for word in `published` (the policy files: our own addresses, public help lines) may be there.
    Raises CassetteRefused with the kinds that were found and their number, not the values.
    """
    raw = path.read_text(encoding="utf-8")
    found: dict[str, int] = {}
    for interaction in _interactions(path, raw):
        request, response = interaction["request"], interaction["response"]
        if {name.lower() for part in (request, response) for name in part["headers"]} - KEPT_HEADERS:
            found["header"] = found.get("header", 0) + 1
        if response["status"]["code"] != 200:
            found["failed answer"] = found.get("failed answer", 0) + 1
        for text in (_asked(request), _answered(response)):
            if keys := len(_KEYS.findall(text)):
                found["key"] = found.get("key", 0) + keys
            for kind, values in _values(_MARKER.sub("", text)).items():
                if foreign := [value for value in values if value not in published]:
                    found[kind] = found.get(kind, 0) + len(foreign)
    if not found and _KEYS.search(raw):
        found["key"] = 1
    if found:
        raise CassetteRefused(f"{path.name} holds {', '.join(f'{n} x {kind}' for kind, n in sorted(found.items()))}.")


def _interactions(path: Path, raw: str) -> list[dict[str, Any]]:
    try:
        interactions = yaml.safe_load(raw)["interactions"]
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise CassetteRefused(f"{path.name} is not a cassette.") from error
    return list(interactions)


def _asked(request: dict[str, Any]) -> str:
    body = request["body"] or "{}"
    messages = json.loads(body).get("messages", [])
    return "\n".join([str(request["uri"]).split("/v1", 1)[-1], *(str(message["content"]) for message in messages)])


def _answered(response: dict[str, Any]) -> str:
    """The streamed pieces joined: a value cut into two of them is still a value."""
    text = response["body"]["string"]
    text = text.decode("utf-8") if isinstance(text, bytes) else text
    chunks = [json.loads(line[6:]) for line in text.split("\n") if line.startswith("data: {")]
    if not chunks:
        return str(text)
    return "".join(choice["delta"].get("content") or "" for chunk in chunks for choice in chunk.get("choices", []))


def _values(text: str) -> dict[str, list[str]]:
    return {
        "e-mail address": _EMAIL.findall(text),
        "telephone number": [m.raw_string for m in phonenumbers.PhoneNumberMatcher(text, "US", leniency=0)],
        "IP address": [ip for ip in _ADDRESS.findall(text) if _is_address(ip)],
        "card number": [number for number in _LONG_NUMBER.findall(text) if _luhn(re.sub(r"\D", "", number))],
        "government or bank number": _NATIONAL.findall(text),
    }


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _luhn(digits: str) -> bool:
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
