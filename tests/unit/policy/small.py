"""A small, sound set of policy files that tests break in one place at a time."""

# ruff: noqa: E501  (policy texts have long lines)

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from drafting.models import MaskedMessage, MaskedText, MaskedTicket
from drafting.policy.catalogue import SECTIONS
from drafting.policy.compiler import Policies, compile_policies

TODAY = date(2026, 12, 1)

PROSE = """
**What this is.** A small policy for tests.

**Who may be told what.** The requester, about his own.

**How it runs.** Somebody looks.

**Tone.** Plain.

**Common mistakes.** None yet.

**Sources.** House rules.
"""

COMPANY = """\
name: Nimbusworks
product: Nimbusworks
legal_name: Nimbusworks Ltd
timezone: UTC
holidays: {country: US}
jurisdiction_of_provider: the Northern District of Nowhere
channels: {privacy: privacy@example.com, support: https://example.com/help}
teams: {privacy: Privacy desk, legal: Legal}
links: {account: https://example.com/account}
signature: |-
  Nimbusworks Trust
host_patterns:
  - 'https?://code\\.example\\.com/'
"""

CLOCKS = """\
clocks:
  - {id: K01, title: GDPR answer, unit: mo, length: 1, extension: 2, basis: GDPR Art. 12(3), kind: law}
  - {id: K05, title: CCPA answer, unit: cd, length: 45, extension: 45, basis: 11 CCR 7021(b), kind: law}
  - {id: K15, title: Put back, unit: bd, length: 10, latest: 14, start: valid, basis: 17 USC 512(g), kind: law}
  - {id: K28, title: Report, unit: h, length: 4, start: 'fact:known_at', basis: 18 USC 2258A(a), kind: law}
  - {id: K31, title: Live secret, unit: h, length: 1, basis: company service level, kind: company}
"""

COMMON = """\
---
title: Rules for every reply
owner: Trust
version: "1"
effective: 2026-11-01
sources:
  - {id: house, cite: House rules, kind: company}
rules:
  - id: R60
    title: No promise of an outcome
    kind: phrase
    severity: block
    basis: company
    source: house
    forbid: ['\\bwe guarantee\\b']
    unless: ['\\bcannot\\b']
    message: Nobody can promise that.
    fails: [We guarantee that it stays down.]
    passes: [We cannot say that we guarantee anything.]
fixed_texts:
  T1: "We cannot discuss any account. Write to {{ company.channels.privacy }}."
---
For people.
"""

ACCESS = (
    """\
---
section: privacy/access
title: Access to personal data
owner: Privacy
version: "1"
effective: 2026-11-01
sources:
  - {id: gdpr-15, cite: GDPR Art. 15}
triage:
  priority: P2
  signals: [{words: '\\bmy data\\b'}]
roles: [account_holder_verified, account_holder_unverified, unknown_third_party]
intake:
  - id: identity
    label: proof that the account is yours
    ask: Please write while you are signed in.
    by: verified
  - id: right
    label: what you would like to receive
    ask: Please say what you would like to receive.
    recognise: {words: ['\\bcopy of my data\\b']}
inputs:
  intake: {elements: all}
  decision: {fact: human_decision.outcome, values: [none, refused], default: none}
  angry: {words: ['\\bi will sue you\\b'], unless: ['\\bnot\\b']}
  regime: {jurisdiction: {california: [US-CA], eu: [EU]}}
table:
  - when: {decision: refused}
    outcome: decline
    approval: {level: legal}
    why: A person refused.
  - when: {decision: none, intake: incomplete}
    outcome: request-missing
    clocks: [{clock: K01, when: {regime: [eu, other]}}, {clock: K05, when: {regime: california}}]
    why: Something is missing.
  - when: {decision: none, intake: complete, angry: no}
    outcome: confirm
    clocks: [{clock: K01, when: {regime: [eu, other]}}, {clock: K05, when: {regime: california}}]
    escalate: privacy
    why: Everything is there.
  - when: {decision: none, intake: complete, angry: yes}
    outcome: confirm
    clocks: [{clock: K01, when: {regime: [eu, other]}}, {clock: K05, when: {regime: california}}]
    approval: {level: legal}
    why: The requester threatens to sue.
frameworks:
  request-missing:
    subject: Your request ({{ case_id }})
    body: |-
      Thank you for your request of {{ received }}. Your reference is {{ case_id }}.

      {% if missing | length == 1 %}
      One thing is missing:
      {% else %}
      Some things are missing:
      {% endif %}

      {{ missing | bullets }}

      We will answer by {{ due.K05 or due.K01 }}.
  confirm:
    subject: Your request ({{ case_id }})
    body: |-
      Thank you for your request of {{ received }}. Your reference is {{ case_id }}.

      You have our answer by {{ due.K05 or due.K01 }}.
  decline:
    subject: Your request ({{ case_id }})
    body: |-
      We cannot do this.{% if facts.clause %} The reason is {{ facts.clause }}.{% endif %}

      Reply if you disagree.
---
# Access
"""
    + PROSE
)

SECRET = (
    """\
---
section: leaked-secret/removal-request
title: Leaked secret
owner: Security
version: "1"
effective: 2026-11-01
triage:
  priority: P1
  signals: [{words: '\\bleaked\\b'}]
roles: [complainant, unknown_third_party]
intake:
  - id: file-links
    label: the address of the file
    ask: The address of the file.
    recognise: {kinds: [url]}
  - id: line-numbers
    label: the lines
    ask: The lines and the kind of secret.
    ask_parts: {lines: The lines., kind: The kind of secret.}
    parts:
      lines: {words: ['\\blines? \\d+']}
      kind: {words: ['\\b(key|token|password)\\b']}
  - id: risk
    label: the risk
    ask: What can be done with it.
    recognise: {words: ['\\baccess to\\b']}
inputs:
  intake: {elements: all}
table:
  - when: {intake: complete}
    outcome: confirm
    clocks: [{clock: K31}, {clock: K15}, {clock: K28}]
    why: Everything is there.
  - when: {intake: incomplete}
    outcome: request-missing
    clocks: [{clock: K31}]
    why: Something is missing.
frameworks:
  confirm:
    subject: Your report ({{ case_id }})
    body: |-
      Thank you for your notice about a leaked secret, which reached us on {{ received }} (reference {{ case_id }}). Replace the secret first.

      {% if items %}
      You named:

      {{ items | bullets }}

      {% endif %}
      We look at it by {{ due.K31 }}. The window is {{ due.K15_earliest }} to {{ due.K15_latest }}.

      This is not legal advice.
  request-missing:
    subject: Your report ({{ case_id }})
    body: |-
      Thank you for your notice about a leaked secret, which reached us on {{ received }} (reference {{ case_id }}). Replace the secret first.

      Please send us:

      {{ missing | bullets }}
---
# Leaked secrets
"""
    + PROSE
)

USER_ASKS = (
    """\
---
section: law-enforcement/user-asks
title: A user asks whether he is investigated
owner: Legal
version: "1"
effective: 2026-11-01
triage:
  priority: P3
  signals: [{words: '\\bpolice\\b'}]
roles: [account_holder_verified, account_holder_unverified, unknown_third_party]
table:
  - outcome: fixed-text
    why: The same words for everybody.
frameworks:
  fixed-text:
    subject: Your question
    body: "{{ fixed.T1 }} We say the same to everybody."
    fixed: true
---
# A user asks
"""
    + PROSE
)

FILES = {
    "company.yaml": COMPANY,
    "clocks.yaml": CLOCKS,
    "common.md": COMMON,
    "privacy/access.md": ACCESS,
    "leaked-secret/removal-request.md": SECRET,
    "law-enforcement/user-asks.md": USER_ASKS,
}


def pending(without: set[str]) -> str:
    """pending.yaml with every section of the contract but these."""
    lines = [
        f"  - {{section: {s}, title: {s}, triage: {{priority: P3, signals: [{{words: '{s.replace('/', ' ')}'}}]}}}}"
        for s in SECTIONS
        if s not in without
    ]
    legal = "approval: {level: legal}"
    return "sections:\n" + "\n".join(
        f"{line[:-1]}, {legal}}}" if "dmca/circumvention" in line else line for line in lines
    )


def write(root: Path, changed: Mapping[str, str | bytes | None] | None = None) -> Path:
    """The files below `root`; `changed` replaces one, adds one, or (None) leaves one out."""
    files: dict[str, str | bytes | None] = {**FILES, **(changed or {})}
    written = {
        name.removesuffix(".md").partition("@")[0] for name, text in files.items() if text is not None and "/" in name
    }
    files.setdefault("pending.yaml", pending(written))
    for name, text in files.items():
        if text is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
    return root


@cache
def policies() -> Policies:
    """The small policies, compiled once."""
    with tempfile.TemporaryDirectory() as folder:
        return compile_policies(write(Path(folder) / "policies"), today=TODAY)


def ticket(*texts: str, **changed: Any) -> MaskedTicket:
    """A masked ticket of 23 November 2026, 09:00 UTC, a Monday."""
    received = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    fields: dict[str, Any] = {
        "draft_id": "D-1",
        "ticket_id": "ZD-7",
        "channel": "email",
        "subject": "Hello",
        "received_at": received,
        "language": "en",
        "role": None,
        "verified": False,
        "country": None,
        "name": "<PERSON_1>",
        "email": None,
        "messages": tuple(
            MaskedMessage(sender="requester", at=received, text=MaskedText(t)) for t in texts or ("Hi.",)
        ),
        "facts": {},
        "entities": {},
    }
    return MaskedTicket(**{**fields, **changed})
