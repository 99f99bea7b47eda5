"""The command line as a shell sees it: output, exit codes, and one clear line on stderr for what cannot be used."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cryptography.fernet import Fernet

from drafting.settings import ROOT
from tests.forks import call, command

NOTICE = """My name is Quentin Tarrow. The page https://quillhaven.example/somebody/charts copies my photographs from
https://tarrow.example.org/portfolio. Please take it down. You can write to quentin.tarrow@example.com."""
BAD_REPLY = "Hello,\n\nWe guarantee that your material will be restored.\n\nQuillhaven Trust & Safety"


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


class Shell:
    """Runs `countersign` in a process of its own, with one data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir

    def __call__(self, *arguments: str, given: str | bytes = b"", **environment: str) -> Done:
        data = given.encode() if isinstance(given, str) else given
        done = call(command, *arguments, given=data, environment=self.environment | environment)
        return Done(done.code, done.out.decode(), done.err.decode())

    @property
    def environment(self) -> dict[str, str]:
        ours = {"COUNTERSIGN_DATA_DIR": str(self.data_dir)}
        return {k: v for k, v in os.environ.items() if not k.startswith("COUNTERSIGN_")} | ours


@pytest.fixture(scope="module")
def shell(tried: Path) -> Shell:
    return Shell(tried)


def ticket(text: str = NOTICE, **more: Any) -> dict[str, Any]:
    return {"messages": [{"text": text}], **more}


def refused(done: Done, *said: str) -> None:
    """Exit code 2, nothing on stdout, and exactly one line on stderr that says these things."""
    assert done.code == 2, done
    assert done.out == ""
    assert len(done.err.splitlines()) == 1, done.err
    for words in said:
        assert words in done.err, done.err
    assert "Traceback" not in done.err


# -- draft ---------------------------------------------------------------------------------------------------


def test_a_ticket_is_drafted(shell: Shell) -> None:
    done = shell("draft", "-", "--json", given=json.dumps(ticket(id="ZD-1")))
    assert done.code == 0, done.err
    draft = done.json
    assert draft["ticket_id"] == "ZD-1"
    assert draft["case"]["section"] == "dmca/takedown"
    assert draft["outcome"] == "request-missing"
    missing = {i["element"] for i in draft["intake"] if i["state"] == "missing"}
    assert {"signature", "good-faith", "accuracy-perjury"} <= missing
    assert draft["reply"]["body"]
    assert done.err == ""


def test_tickets_are_drafted_in_order_and_a_bad_line_stops_nothing(shell: Shell) -> None:
    lines = [
        json.dumps(ticket(id="A-1")),
        "not JSON",
        json.dumps({"id": "A-3", "messages": [], "secret": "quentin.tarrow@example.com"}),
        "",
        '["a list"]',
        json.dumps(ticket("Bitte löschen Sie mein Konto und alle meine Daten, die Sie gespeichert haben.", id="A-5")),
        json.dumps(ticket("   ", id="A-6")),
    ]
    done = shell("draft", "--jsonl", given="\n".join(lines))
    assert done.code == 2
    results = done.lines
    assert [result["id"] for result in results] == ["A-1", None, "A-3", None, "A-5", "A-6"]
    assert results[0]["case"]["section"] == "dmca/takedown"
    assert "not JSON" in results[1]["error"]
    assert "messages" in results[2]["error"]
    assert "quentin" not in results[2]["error"]
    assert "must be a JSON object" in results[3]["error"]
    for held in results[4:]:
        assert held["status"] == "in_review"
        assert held["reply"] is None
        assert held["held"]
    assert done.err.splitlines() == ["3 line(s) could not be used; their results say why."]


def test_drafts_are_read_from_a_file(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "tickets.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + (json.dumps(ticket(id="B-1")) + "\r\n").encode())
    done = shell("draft", "--jsonl", str(file))
    assert done.code == 0, done.err
    assert [result["id"] for result in done.lines] == ["B-1"]


# -- redact --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("started", [["-m", "countersign"], [str(Path(sys.executable).with_name("countersign"))]])
def test_plain_text_is_redacted_by_a_process_that_imports_for_itself(shell: Shell, started: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, *started, "redact"],
        cwd=ROOT,
        env=shell.environment,
        input=NOTICE,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Tarrow" not in done.stdout
    assert "quentin.tarrow@example.com" not in done.stdout
    assert "<PERSON_1>" in done.stdout
    assert "https://quillhaven.example/somebody/charts" in done.stdout


def test_redaction_tells_type_offsets_and_placeholder(shell: Shell) -> None:
    text = "Grüße 🙂 from Quentin Tarrow, quentin.tarrow@example.com, about my deleted account and my data."
    done = shell("redact", "--json", given=json.dumps({"id": "R-1", "text": text}))
    assert done.code == 0, done.err
    assert set(done.json) == {"id", "text", "entities"}
    assert done.json["id"] == "R-1"
    found = {e["type"]: text[e["start"] : e["end"]] for e in done.json["entities"]}
    assert found["EMAIL_ADDRESS"] == "quentin.tarrow@example.com"
    assert found["PERSON"] == "Quentin Tarrow"
    for entity in done.json["entities"]:
        assert entity["placeholder"] in done.json["text"]


def test_texts_are_redacted_line_by_line(shell: Shell) -> None:
    lines = [{"id": 1, "text": NOTICE}, {"id": 2}, {"id": 3, "text": 4}, {"id": 4, "text": "Write to zoe@example.com."}]
    done = shell("redact", "--jsonl", given="\n".join(map(json.dumps, lines)))
    assert done.code == 2
    assert [result["id"] for result in done.lines] == [1, 2, 3, 4]
    assert ["error" in result for result in done.lines] == [False, True, True, False]
    assert "zoe" not in done.lines[3]["text"]


def test_a_text_that_cannot_be_redacted_is_an_error_on_its_line_that_does_not_repeat_it(shell: Shell) -> None:
    german = "Guten Tag, ich bin Quentin Tarrow, bitte löschen Sie alle Daten unter quentin.tarrow@example.com sofort."
    lines = [
        json.dumps({"id": 1, "text": german}),
        json.dumps({"id": 2, "text": ""}),
        json.dumps({"id": 3, "text": "\x00\x01" * 40}),
        json.dumps({"id": 4, "text": "word " * 60_000}),
        '{"id": 5, "text": "half \\ud800 pair"}',
        '{"id": "\\ud800", "text": 7}',
        "[" * 100_000,
        '{"id": 8, "text": "I am <PERSON_1> and my address is quentin.tarrow@example.com, thank you."}',
    ]
    done = shell("redact", "--jsonl", given="\n".join(lines))
    assert done.code == 2
    errors = [result.get("error", "") for result in done.lines]
    said = ("German", "empty", "not readable", "at most 200,000", "surrogate", "string", "not JSON", "")
    assert len(errors) == len(said)
    assert all(words in error for words, error in zip(said, errors, strict=True)), errors
    assert "Tarrow" not in done.out
    assert all(set(result) == {"id", "error"} for result in done.lines[:-1])
    assert done.lines[-1]["text"] == "I am <LITERAL_1> and my address is <EMAIL_ADDRESS_1>, thank you."


def test_control_characters_in_a_text_hide_nothing_and_come_back(shell: Shell) -> None:
    done = shell(
        "redact", "--json", given=json.dumps({"id": 1, "text": "Write to que\x07ntin@exam\u200bple.com, please."})
    )
    assert done.code == 0, done.err
    assert done.json["text"] == "Write to <EMAIL_ADDRESS_1>, please."


def test_a_broken_list_of_what_is_kept_stops_the_redactor_with_file_and_line(shell: Shell, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    file = tmp_path / "policies" / "kept.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("    what:", "    wat:", 1), encoding="utf-8")
    for verb in (("redact",), ("redact", "--jsonl"), ("policy", "lint")):
        done = shell(*verb, given=NOTICE, COUNTERSIGN_POLICIES_DIR=str(tmp_path / "policies"))
        assert done.code in {1, 2}
        assert re.search(r"kept\.yaml:\d+: unknown key \"wat\"", done.out + done.err), done
        assert "Traceback" not in done.err


def test_redact_starts_without_compiling_the_policies(shell: Shell, broken: Path) -> None:
    done = shell("redact", given=NOTICE, COUNTERSIGN_POLICIES_DIR=str(broken))
    assert done.code == 0, done.err


# -- check ---------------------------------------------------------------------------------------------------


def test_a_good_reply_passes_and_a_bad_one_is_named(shell: Shell) -> None:
    drafted = shell("draft", "--json", given=json.dumps(ticket(id="C-1"))).json
    good = {"id": "g", "section": "dmca/takedown", "outcome": drafted["outcome"], "reply": drafted["reply"]["body"]}
    good |= {"ticket": ticket(id="C-1"), "requester_role": "complainant"}
    done = shell("check", "--json", given=json.dumps(good))
    assert done.code == 0, done.out
    assert done.json["verdict"] == "pass"

    bad = {"id": "b", "section": "dmca/counter-notice", "reply": BAD_REPLY}
    done = shell("check", "--json", given=json.dumps(bad))
    assert done.code == 1
    assert set(done.json) == {"id", "verdict", "findings", "approval"}
    assert done.json["verdict"] == "block"
    quoted = [f for f in done.json["findings"] if f["end"]]
    assert any("guarantee" in f["quote"] for f in quoted)
    for finding in quoted:
        assert BAD_REPLY[finding["start"] : finding["end"]] == finding["quote"]

    lines = [bad, {"id": "u", "section": "dmca/nothing", "reply": "x"}, {"id": "r"}, good]
    done = shell("check", "--jsonl", given="\n".join(map(json.dumps, lines)))
    assert done.code == 2
    assert [r["id"] for r in done.lines] == ["b", "u", "r", "g"]
    assert [r.get("verdict") for r in done.lines] == ["block", None, None, "pass"]
    only_short = shell("check", "--jsonl", given=json.dumps(bad))
    assert only_short.code == 1


def test_a_section_without_a_policy_is_named(shell: Shell) -> None:
    done = shell("check", "--json", given=json.dumps({"section": "dmca/nothing", "reply": "Hello"}))
    refused(done, "dmca/nothing", "dmca/takedown")


# -- what cannot be used -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "given", "said"),
    [
        (("draft", "--json"), b"", "not JSON"),
        (("draft", "--json"), b"{", "line 1"),
        (("draft", "--json"), b"[]", "must be a JSON object"),
        (("draft", "--json"), b"\xff\xfe", "not UTF-8"),
        (("draft", "--json"), b'{"messages": [{"text": "x"}], "subjekt": "quentin.tarrow"}', "subjekt"),
        (("draft", "--json"), b"x" * 9_000_000, "larger than 8 MiB"),
        (("redact",), b"", "empty"),
        (("redact", "--json"), b'{"id": 1}', "text"),
        (("check", "--json"), b"[" * 100_000, "not JSON"),
        (("check", "--json"), b'{"section": "dmca/takedown"}', "reply"),
    ],
    ids=lambda value: value.decode("latin-1")[:12] if isinstance(value, bytes) else None,
)
def test_input_that_cannot_be_used_is_one_clear_line(
    shell: Shell, verb: tuple[str, ...], given: bytes, said: str
) -> None:
    done = shell(*verb, given=given)
    refused(done, said)
    assert "quentin.tarrow" not in done.err


def test_a_file_that_cannot_be_read_is_named(shell: Shell, tmp_path: Path) -> None:
    refused(shell("redact", str(tmp_path / "nothing.txt")), "nothing.txt", "No such file")
    refused(shell("draft", "--jsonl", str(tmp_path / "nothing.jsonl")), "nothing.jsonl", "No such file")
    refused(shell("check", str(tmp_path)), "Is a directory")


# -- policies ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The policies, with a rule's pattern that is no pattern."""
    folder = tmp_path_factory.mktemp("broken") / "policies"
    shutil.copytree(ROOT / "policies", folder)
    file = folder / "dmca" / "takedown.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\nowner:", "\nowna:", 1), encoding="utf-8")
    return folder


def test_policies_without_a_fault(shell: Shell) -> None:
    done = shell("policy", "lint")
    assert done.code == 0, done.out
    assert re.search(r"\d+ sections, \d+ pending, sha256:", done.out)
    assert shell("policy", "lint", "--json").json == {"problems": []}


def test_a_broken_policy_is_named_with_file_and_line_and_nothing_starts(shell: Shell, broken: Path) -> None:
    lint = shell("policy", "lint", COUNTERSIGN_POLICIES_DIR=str(broken))
    assert lint.code == 1
    assert re.search(r"takedown\.md:\d+", lint.out)
    as_json = shell("policy", "lint", str(broken), "--json")
    assert as_json.code == 1
    assert as_json.json["problems"]
    place = re.search(r"takedown\.md:\d+", lint.out)
    assert place
    for verb in (("draft", "--json"), ("check",), ("serve", "--port", "8199")):
        done = shell(*verb, given=json.dumps(ticket()), COUNTERSIGN_POLICIES_DIR=str(broken))
        assert done.code == 2, done
        assert done.out == ""
        assert place[0] in done.err
        assert "Traceback" not in done.err


def test_a_section_is_shown_as_it_was_in_force(shell: Shell) -> None:
    done = shell("policy", "show", "dmca/takedown", "--json")
    assert done.code == 0
    assert done.json["section"] == "dmca/takedown"
    assert done.json["rules"]
    assert done.json["prose"]
    effective = done.json["effective"]
    assert shell("policy", "show", "dmca/takedown", "--on", effective).code == 0
    refused(shell("policy", "show", "dmca/nothing"), "dmca/nothing")


def test_sections_are_found_by_words(shell: Shell) -> None:
    done = shell("policy", "search", "sworn", "statement", "under", "penalty", "of", "perjury", "--json")
    assert done.code == 0
    assert done.json["hits"][0]["section"].startswith("dmca/")
    assert shell("policy", "search", "zzqxv", "--json").json == {"hits": []}
    assert shell("policy", "search", "zzqxv").code == 1


# -- the log and people --------------------------------------------------------------------------------------


def test_people_are_added_listed_and_revoked(shell: Shell) -> None:
    added = shell("people", "add", "anna", "--level", "reviewer", "--level", "legal")
    assert added.code == 0, added.err
    key = added.out.strip()
    assert re.fullmatch(r"cs_[0-9a-f]{8}_[\w-]{43}", key)
    refused(shell("people", "add", "anna"), "anna", "already")
    listed = shell("people", "list", "--json")
    assert {"name": "anna", "levels": ["legal", "reviewer"]} in listed.json["people"]
    assert key not in listed.out
    assert shell("people", "revoke", "anna").code == 0
    refused(shell("people", "revoke", "anna"), "anna")
    assert "anna" not in [p["name"] for p in shell("people", "list", "--json").json["people"]]
    assert key.encode() not in (shell.data_dir / "countersign.db").read_bytes()


def test_the_log_is_whole_until_somebody_changes_it(shell: Shell, tmp_path: Path) -> None:
    shell("draft", "--json", given=json.dumps(ticket(id="L-1")))
    whole = shell("audit", "verify", "--json")
    assert whole.code == 0, whole.out
    assert whole.json["events"] >= 2
    assert shell("audit", "verify").code == 0

    copy = tmp_path / "tampered"
    shutil.copytree(shell.data_dir, copy)
    with sqlite3.connect(copy / "countersign.db") as database:
        tables = [row[0] for row in database.execute("select name from sqlite_master where type = 'trigger'")]
        for trigger in tables:  # whoever tampers drops what stands in the way
            database.execute(f"drop trigger {trigger}")
        database.execute("update events set actor = 'somebody' where seq = 2")
    database.close()
    tampered = Shell(copy)("audit", "verify", "--json")
    assert tampered.code == 1, tampered
    assert tampered.json["broken_at"] == 2
    assert "2" in Shell(copy)("audit", "verify").out


# -- settings ------------------------------------------------------------------------------------------------


def test_a_bad_setting_is_named(shell: Shell, tmp_path: Path) -> None:
    refused(shell("people", "list", COUNTERSIGN_PORT="abc"), "COUNTERSIGN_PORT")
    refused(shell("people", "list", COUNTERSIGN_PORT="70000"), "COUNTERSIGN_PORT")
    refused(shell("people", "list", COUNTERSIGN_LOG_LEVEL="loud"), "COUNTERSIGN_LOG_LEVEL", "DEBUG")
    missing = str(tmp_path / "nothing")
    refused(shell("people", "list", COUNTERSIGN_VAULT_KEYS_FILE=missing), "COUNTERSIGN_VAULT_KEYS_FILE", "No such file")
    refused(shell("people", "list", COUNTERSIGN_POLICIES_DIR=missing, COUNTERSIGN_VAULT_KEYS="short"), "key")
    file_in_the_way = tmp_path / "file"
    file_in_the_way.write_text("", encoding="ascii")
    refused(shell("people", "list", COUNTERSIGN_DATA_DIR=str(file_in_the_way / "data")), "Not a directory")


def test_another_vault_key_opens_nothing_and_says_so(shell: Shell) -> None:
    shell("draft", "--json", given=json.dumps(ticket(id="V-1")))
    other = Fernet.generate_key().decode()
    verify = shell("audit", "verify", COUNTERSIGN_VAULT_KEYS=other)
    assert verify.code != 0
    assert "Traceback" not in verify.err
    done = shell("draft", "--json", given=json.dumps(ticket(id="V-1")), COUNTERSIGN_VAULT_KEYS=other)
    assert done.code == 2
    assert "key" in done.err.lower()
    assert "Traceback" not in done.err
    assert other not in done.err
    assert shell("audit", "verify").code == 0  # with the right key all is as it was


def test_a_new_vault_key_takes_over_and_the_old_one_can_go(shell: Shell, tmp_path: Path) -> None:
    house = Shell(Path(shutil.copytree(shell.data_dir, tmp_path / "data")))
    draft = house("draft", "--json", given=json.dumps(ticket(id="K-1"))).json
    old, new = (house.data_dir / "vault.key").read_text(encoding="ascii").strip(), Fernet.generate_key().decode()
    rotated = house("vault", "rotate", COUNTERSIGN_VAULT_KEYS=f"{new},{old}")
    assert rotated.code == 0, rotated.err
    assert re.fullmatch(r"[1-9]\d* cases are under the newest key\.\n", rotated.out)
    assert house("audit", "verify", COUNTERSIGN_VAULT_KEYS=new).code == 0
    again = house("draft", "--json", given=json.dumps(ticket(id="K-1")), COUNTERSIGN_VAULT_KEYS=new)
    assert again.code == 0, again.err
    assert again.json["reply"] == draft["reply"]
    assert house("audit", "verify").code != 0  # the old key opens nothing any more


def test_an_unknown_command_or_option_is_exit_2(shell: Shell) -> None:
    for arguments in (("nothing",), ("draft", "--nothing"), ("people", "add", "x", "--level", "king")):
        done = shell(*arguments)
        assert done.code == 2
        assert done.out == ""
        assert "Traceback" not in done.err
