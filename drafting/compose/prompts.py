"""Prompt files: loaded strictly, hashed for the record, filled for one case with every foreign text behind a fence.

A file is `prompts/<id>.md`: YAML front matter (id, version, roles, variables), then one part a role, each under a line
`# <role>`. A prompt holds no date, number or rule: those reach the model in the playbook's text, from the policy.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypedDict

import jinja2
import jinja2.meta
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from drafting.errors import PolicyBroken
from drafting.models import PLACEHOLDER, Finding, Severity
from drafting.ports import Brief, Search

RoleName = Literal["system", "user"]

# What the program gives to each prompt. A file must use exactly these: a forgotten one would silently lose a rule.
SUPPLIED: Final[dict[str, frozenset[str]]] = {
    "draft": frozenset({"framework", "customer", "placeholders"}),
    "revise": frozenset({"framework", "customer", "placeholders", "previous", "findings"}),
    "extract": frozenset({"elements", "customer"}),
}
CUSTOMER_CHARS: Final = 6_000  # of the customer's words; the beginning and the end of a longer text
CLOSING: Final = "<<<END"  # the beginning of every closing marker; no fenced text can contain it


class PromptBroken(PolicyBroken):
    """A prompt file cannot be used; nothing is drafted by a model until it is repaired."""


class Message(TypedDict):
    """One message as model providers take it."""

    role: RoleName
    content: str


class Prompt(NamedTuple):
    """A prompt file. `hash` is the sha256 of its bytes; it goes into the provenance of every draft."""

    id: str
    version: str
    hash: str
    parts: tuple[tuple[RoleName, jinja2.Template], ...]

    def render(self, variables: Mapping[str, str]) -> tuple[Message, ...]:
        """The messages, one a role. Raises PromptBroken when `variables` are not exactly those of the prompt."""
        if variables.keys() != SUPPLIED[self.id]:
            raise PromptBroken(f"prompts/{self.id}.md: wants {_names(SUPPLIED[self.id])}; got {_names(variables)}.")
        return tuple(Message(role=role, content=part.render(variables).strip()) for role, part in self.parts)


class Asked(NamedTuple):
    """What is sent to the model for one brief, and the fence that its answer may not contain."""

    prompt: Prompt
    messages: tuple[Message, ...]
    nonce: str

    @property
    def text(self) -> str:
        """Everything that leaves, as one text."""
        return "\n\n".join(message["content"] for message in self.messages)


class _FrontMatter(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    version: str
    roles: tuple[RoleName, ...] = Field(min_length=1)
    variables: tuple[str, ...]


# -- files ---------------------------------------------------------------------------------------------------


def load_prompts(folder: Path) -> dict[str, Prompt]:
    """The prompts in `folder` by id. Raises PromptBroken that names the file and what to write instead."""
    prompts = {prompt.id: prompt for prompt in (_load(path) for path in sorted(folder.glob("*.md")))}
    if missing := SUPPLIED.keys() - prompts.keys():
        raise PromptBroken(f"{folder.name}: there is no prompt file for {_names(missing)}.")
    return prompts


def _load(path: Path) -> Prompt:
    where = f"{path.parent.name}/{path.name}"
    try:
        data = path.read_bytes()
        found = re.fullmatch(r"---\n(.*?\n)---\n(.*)", data.decode("utf-8").replace("\r\n", "\n"), re.DOTALL)
    except (OSError, UnicodeDecodeError) as error:
        raise PromptBroken(f"{where}: cannot be read as UTF-8 text ({type(error).__name__}).") from error
    if found is None:
        raise PromptBroken(f"{where}:1: begin with front matter between two lines of three dashes.")
    head = _front_matter(where, found[1])
    if head.id != path.stem:
        raise PromptBroken(f"{where}: id is {head.id!r}; write {path.stem!r}, the name of the file.")
    if head.id not in SUPPLIED:
        raise PromptBroken(f"{where}: no step of the pipeline uses this prompt; the steps are {_names(SUPPLIED)}.")
    _check_variables(where, head, found[2])
    return Prompt(head.id, head.version, f"sha256:{hashlib.sha256(data).hexdigest()}", _parts(where, head, found[2]))


def _front_matter(where: str, text: str) -> _FrontMatter:
    try:
        return _FrontMatter.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise PromptBroken(f"{where}: the front matter is not YAML: {error}") from error
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'front matter'}: {e['msg']}" for e in error.errors())
        raise PromptBroken(f"{where}: {problems}.") from None


def _environment() -> jinja2.Environment:
    return jinja2.Environment(  # noqa: S701 - plain text for a model, not HTML; foreign text is fenced instead
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _check_variables(where: str, head: _FrontMatter, body: str) -> None:
    try:
        used = jinja2.meta.find_undeclared_variables(_environment().parse(body))
    except jinja2.TemplateSyntaxError as error:
        raise PromptBroken(f"{where}: line {error.lineno} of the body: {error.message}") from error
    declared, supplied = set(head.variables), SUPPLIED[head.id]
    if unknown := (used | declared) - supplied:
        raise PromptBroken(f"{where}: unknown variable {_names(unknown)}; there are {_names(supplied)}.")
    if unused := (supplied | declared) - used:
        raise PromptBroken(f"{where}: the body does not use {_names(unused)}.")
    if undeclared := used - declared:
        raise PromptBroken(f"{where}: add {_names(undeclared)} to `variables`.")


def _parts(where: str, head: _FrontMatter, body: str) -> tuple[tuple[RoleName, jinja2.Template], ...]:
    pieces = re.split(r"^# (system|user)\n", body, flags=re.MULTILINE)
    if pieces[0].strip() or tuple(pieces[1::2]) != head.roles:
        raise PromptBroken(f"{where}: the body must consist of the parts {', '.join(f'`# {r}`' for r in head.roles)}.")
    environment = _environment()
    return tuple((role, environment.from_string(text)) for role, text in zip(head.roles, pieces[2::2], strict=True))


def _names(names: Mapping[str, object] | frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(names))


# -- the fence -----------------------------------------------------------------------------------------------


def nonce_of(draft_id: str) -> str:
    """The fence's secret half. It follows from the draft's id, so that a recorded request can be replayed.

    The customer writes before the id exists, so the text cannot foresee it; `fence` removes it all the same.
    """
    return hashlib.sha256(f"fence:{draft_id}".encode()).hexdigest()[:16]


def fence(name: str, text: str, nonce: str) -> str:
    """`text` between two markers that it cannot contain: the nonce and runs of three angle brackets are broken."""
    return f"<<<{name} {nonce}>>>\n{_harmless(text, nonce)}\n{CLOSING} {name} {nonce}>>>"


def _harmless(text: str, nonce: str) -> str:
    text = re.sub(re.escape(nonce), "[…]", text, flags=re.IGNORECASE)
    return re.sub(r"<{3,}", "<<", re.sub(r">{3,}", ">>", text))


# -- from a brief to messages --------------------------------------------------------------------------------


def ask(prompts: Mapping[str, Prompt], brief: Brief) -> Asked:
    """The messages for a brief: `draft`, or `revise` when there is a previous attempt.

    Only the requester's own words and the playbook's text go in. Notes of agents, words of third parties, flags of the
    account and the reasons of the decision stay out: a model that has not read them cannot repeat them.
    """
    nonce = nonce_of(brief.ticket.draft_id)
    variables = {
        "framework": fence("FRAMEWORK", brief.playbook.body.strip(), nonce),
        "customer": fence("CUSTOMER_TEXT", _customer(brief), nonce),
        "placeholders": " ".join(dict.fromkeys(PLACEHOLDER.findall(brief.playbook.body))),
    }
    prompt = prompts["draft" if brief.previous is None else "revise"]
    if brief.previous is not None:
        variables["previous"] = fence("PREVIOUS_DRAFT", brief.previous.body.strip(), nonce)
        variables["findings"] = "\n".join(_line(finding, nonce) for finding in brief.findings) or "- (nothing named)"
    return Asked(prompt, prompt.render(variables), nonce)


def ask_for_quotes(prompts: Mapping[str, Prompt], search: Search) -> Asked:
    """The messages that ask for quotations from the requester's own words, for all elements at once."""
    nonce = nonce_of(search.draft_id)
    variables = {
        "elements": "\n".join(f"- {name}: {' '.join(ask.split())}" for name, ask in search.wanted.items()),
        "customer": fence("CUSTOMER_TEXT", shortened(search.words, CUSTOMER_CHARS), nonce),
    }
    prompt = prompts["extract"]
    return Asked(prompt, prompt.render(variables), nonce)


def _customer(brief: Brief) -> str:
    texts = [brief.ticket.subject, *(m.text for m in brief.ticket.messages if m.sender == "requester")]
    return shortened("\n\n".join(text.strip() for text in texts if text.strip()), CUSTOMER_CHARS)


def shortened(text: str, limit: int) -> str:
    """The beginning and the end of `text`, cut between words: half a placeholder would be a new one."""
    if len(text) <= limit:
        return text
    head, tail = text[: limit // 2], text[-(limit // 2) :]
    beginning, end = re.sub(r"\S*\Z", "", head), re.sub(r"\A\S*", "", tail)
    return f"{beginning.rstrip()}\n[…]\n{end.lstrip()}"


def _line(finding: Finding, nonce: str) -> str:
    must = "May be better" if finding.severity is Severity.NOTE else "Must change"
    quote = f' You wrote: "{finding.quote}"' if finding.quote else ""
    fix = f" {finding.fix}" if finding.fix else ""
    return f"- {must}: {_harmless(' '.join(f'{finding.message}{fix}{quote}'.split()), nonce)}"
