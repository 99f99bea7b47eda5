"""`countersign policy show|explain|schema` as a policy owner runs them, on a small folder of policies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from drafting.settings import ROOT
from tests.integration.test_commands import Done, Shell, refused
from tests.unit.policy.small import ACCESS, write

NOW = ACCESS.replace("effective: 2026-11-01", "effective: 2020-01-01\nuntil: 2999-12-31")
LATER = ACCESS.replace('"1"', '"2"').replace("2026-11-01", "3000-01-01")
TICKET = {
    "id": "ZD-1",
    "received_at": "2026-11-23T09:00:00Z",
    "requester": {"name": "Quentin Tarrow", "email": "quentin.tarrow@example.com", "verified": True},
    "account": {"flags": ["gag_order"]},
    "messages": [
        {
            "at": "2026-11-23T09:00:00Z",
            "text": "I want my data. Please send a copy of my data to quentin.tarrow@example.com, or I will sue you.\n"
            "Quentin Tarrow",
        }
    ],
}


class Policy:
    """Runs `countersign policy` on the small folder."""

    def __init__(self, root: Path, shell: Shell) -> None:
        self.root, self.shell = root, shell

    def __call__(self, *arguments: str, given: str = "") -> Done:
        return self.shell("policy", *arguments, given=given, COUNTERSIGN_POLICIES_DIR=str(self.root))


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    folder = tmp_path_factory.mktemp("policy")
    root = write(folder / "policies", {"privacy/access.md": NOW, "privacy/access@2.md": LATER})
    return Policy(root, Shell(folder / "data"))


def test_a_section_is_a_page(policy: Policy) -> None:
    done = policy("show", "privacy/access")
    assert done.code == 0, done.err
    assert done.out.startswith("# Access to personal data\n\n- section: `privacy/access`\n- version: 1, in force from")
    assert "## What is decided" in done.out
    assert "**Tone.** Plain." in done.out


def test_a_section_is_shown_as_it_is_in_force_on_a_day(policy: Policy) -> None:
    later = policy("show", "privacy/access", "--on", "3000-01-01", "--json").json
    assert (later["version"], later["file"]) == ("2", "policies/privacy/access@2.md")
    assert [v["version"] for v in later["versions"]] == ["1", "2"]
    assert "- version: 2" in policy("show", "privacy/access", "--on", "3000-01-01").out
    assert policy("show", "privacy/access", "--on", "2999-12-31", "--json").json["version"] == "1"
    refused(policy("show", "privacy/acces"), 'Did you mean "privacy/access"?')
    refused(policy("show", "dmca/takedown"), "not written yet; a person answers it")
    assert policy("show", "privacy/access", "--on", "tomorrow").code == 2


def test_why_a_ticket_comes_out_as_it_does(policy: Policy, tmp_path: Path) -> None:
    file = tmp_path / "ticket.json"
    file.write_text(json.dumps(TICKET), encoding="utf-8")
    done = policy("explain", str(file))
    assert done.code == 0, done.err
    for part in (
        "# Why ZD-1 comes out as it does",
        "- section: `privacy/access`",
        "is present; the ticket's words: \"Please send a copy of my data to <EMAIL_ADDRESS_1>",
        "**Row 4** of the table",
        "- **angry**: yes, because: the requester's words:",
        "- clock K01 (GDPR answer): Wednesday, 23 December 2026, 1 calendar month after",
        "- approval: legal, because: The requester threatens to sue.",
    ):
        assert part in done.out, done.out
    for value in ("Tarrow", "quentin", "gag_order"):
        assert value not in done.out


def test_the_explanation_is_one_object(policy: Policy) -> None:
    told: dict[str, Any] = policy("explain", "-", "--json", given=json.dumps(TICKET)).json
    (section,) = told["sections"]
    assert (section["outcome"], section["row"]["number"]) == ("confirm", 4)
    assert {i["name"]: i["value"] for i in section["inputs"]} == {
        "intake": "complete",
        "decision": "none",
        "angry": "yes",
        "regime": "other",
    }
    assert told["approval"]["level"] == "legal"


def test_a_ticket_that_cannot_be_read_is_held_or_refused(policy: Policy) -> None:
    held = policy("explain", "-", given=json.dumps({"messages": [{"text": "  "}]}))
    assert held.code == 0
    assert "It is held for a person" in held.out
    refused(policy("explain", "-", given="{"), "not JSON")
    refused(policy("explain", "-", given="{}"), "messages")


def test_the_schema_that_is_printed_is_the_committed_one(policy: Policy) -> None:
    assert policy("schema").out == (ROOT / "policies" / "schema.json").read_text(encoding="utf-8")
