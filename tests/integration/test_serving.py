"""`countersign serve --sample` as a deployer starts it: real processes, the real redactor, HTTP from outside."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from drafting.settings import ROOT
from tests.forks import Done, call, command

START_S = 90
NOTICE = """To the copyright agent,

I took the photographs shown at https://tarrow.example.org/portfolio and I own the copyright in them. The page
https://quillhaven.example/mallory/postcards sells prints of these photographs without my permission.

I have a good faith belief that this use is not authorised by me, by my agent or by the law.

You can reach me at quentin.tarrow@example.com or on +1 415 555 0134.

Regards
Quentin Tarrow"""
COUNTER_NOTICE = """Counter notice for https://quillhaven.example/zoe/lampion, disabled after a copyright notice.
I swear under penalty of perjury that I have a good faith belief that it was removed as a result of a mistake.

/s/ Ines Kruger"""
GERMAN = """Sehr geehrte Damen und Herren, bitte löschen Sie mein Benutzerkonto und sämtliche Daten, die Sie über mich
gespeichert haben. Ich heiße Quentin Tarrow und wohne in der Lindenstraße. Mit freundlichen Grüßen"""


class House:
    """One data folder and the server on it, which can be stopped and started again."""

    def __init__(self, data_dir: Path, *arguments: str) -> None:
        self.data_dir = data_dir
        self._arguments = arguments
        self.keys: list[str] = []
        self.said = ""
        self.start()

    def start(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self._log = self.data_dir / f"serve-{port}.log"
        begun = time.monotonic()
        with self._log.open("wb") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "countersign", "serve", *self._arguments, "--port", str(port)],
                cwd=ROOT,
                env=os.environ | {"COUNTERSIGN_DATA_DIR": str(self.data_dir)},
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        while not self._ready():
            if self._process.poll() is not None or time.monotonic() - begun > START_S:
                self._process.kill()
                raise AssertionError(f"the service did not start:\n{self.log[-2000:]}")
            time.sleep(0.05)
        self.said = self.log
        self.keys = re.findall(r"API key: (cs_\S+)", self.said)

    def stop(self) -> int:
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(30)

    def kill(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(10)

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def _ready(self) -> bool:
        try:
            return httpx.get(f"{self.address}/readyz", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def client(self, key: str) -> httpx.Client:
        return httpx.Client(base_url=self.address, headers={"Authorization": f"Bearer {key}"}, timeout=120)

    @property
    def agent(self) -> httpx.Client:
        return self.client(self.keys[0])

    @property
    def reviewer(self) -> httpx.Client:
        return self.client(self.keys[1])

    def draft(self, text: str, **more: Any) -> dict[str, Any]:
        with self.agent as client:
            made = client.post("/v1/drafts", json={"messages": [{"text": text}], **more})
        assert made.status_code == 201, made.text
        found: dict[str, Any] = made.json()
        return found

    def events(self, draft_id: str) -> list[str]:
        with sqlite3.connect(self.data_dir / "countersign.db") as database:
            rows = database.execute("select kind from events where draft_id = ? order by seq", (draft_id,)).fetchall()
        database.close()
        return [row[0] for row in rows]

    def verify(self) -> Done:
        return call(command, "audit", "verify", environment=os.environ | {"COUNTERSIGN_DATA_DIR": str(self.data_dir)})


@pytest.fixture(scope="module")
def house(tried: Path) -> Iterator[House]:
    found = House(tried, "--sample")
    yield found
    found.kill()


def test_it_prints_links_and_keys_that_work(house: House) -> None:
    links = re.findall(r"http://\S+/sign-in\S+", house.said)
    assert len(links) == len(house.keys) == 2
    for link, page in zip(links, ("/sidebar", "/review"), strict=True):
        with httpx.Client() as browser:
            answer = browser.get(link, follow_redirects=True)
            assert answer.status_code == 200
            assert answer.url.path == page
    with house.agent as agent, house.reviewer as reviewer:
        assert agent.get("/v1/policies").status_code == 200
        assert agent.get("/v1/reviews").status_code == 403
        assert reviewer.get("/v1/reviews").status_code == 200


def test_a_copyright_notice_is_answered_with_what_is_missing_and_by_when(house: House) -> None:
    draft = house.draft(NOTICE, id="DMCA-1", received_at="2026-11-23T09:00:00Z", requester={"name": "Quentin Tarrow"})
    assert draft["case"]["section"] == "dmca/takedown"
    assert draft["case"]["requester_role"] == "complainant"
    missing = [item["element"] for item in draft["intake"] if item["state"] == "missing"]
    assert "accuracy-perjury" in missing
    present = {item["element"] for item in draft["intake"] if item["state"] == "present"}
    assert {"work", "location", "contact", "good-faith"} <= present
    assert draft["outcome"] == "request-missing"
    assert draft["clocks"]
    for due in draft["clocks"]:
        assert due["due_at"] > due["starts_at"]
        assert due["basis"]
    assert "penalty of perjury" in draft["reply"]["body"]
    assert "DMCA-1" in draft["reply"]["body"]
    assert "Quentin Tarrow" in draft["reply"]["body"]
    assert not re.search(r"<[A-Z][A-Z_]*_\d+>", draft["reply"]["body"])
    assert draft["redaction"]["entities"]["EMAIL_ADDRESS"] == 1


def test_a_flagged_draft_is_approved_by_the_reviewer_and_by_nobody_else(house: House) -> None:
    draft = house.draft(COUNTER_NOTICE, requester={"name": "Ines Kruger"})
    assert draft["status"] == "in_review"
    decision = {"decision": "approve", "revision": draft["revision"]}
    path = f"/v1/reviews/{draft['draft_id']}/decision"
    with house.agent as agent:
        assert agent.post(path, json=decision).status_code == 403
    with house.reviewer as reviewer:
        approved = reviewer.post(path, json=decision)
        assert approved.status_code == 200
        assert approved.json()["status"] == "approved"
    with house.agent as agent:
        sending = {"revision": approved.json()["revision"]}
        assert agent.post(f"/v1/drafts/{draft['draft_id']}/sent", json=sending).json()["status"] == "sent"
        assert agent.post(f"/v1/drafts/{draft['draft_id']}/sent", json=sending).status_code == 409
    done = house.verify()
    assert done.code == 0, done.out


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (NOTICE + "\n" + "Please look at this line as well. " * 30_000, "characters"),
        ("\x00\x01\x02\x7f\x1b" * 200, "not readable"),
        ("   \n\t  ", "empty"),
        (GERMAN, "German"),
    ],
    ids=["a megabyte", "control characters", "empty", "German"],
)
def test_what_cannot_be_read_safely_is_held_with_the_reason(house: House, text: str, reason: str) -> None:
    draft = house.draft(text)
    assert draft["status"] == "in_review"
    assert draft["reply"] is None
    assert reason in draft["held"]
    assert "Tarrow" not in str(draft)
    with house.reviewer as reviewer:
        path = f"/v1/reviews/{draft['draft_id']}/decision"
        refused = reviewer.post(path, json={"decision": "approve", "revision": draft["revision"]})
        assert refused.status_code == 403
        page = reviewer.get(f"/review/{draft['draft_id']}", headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert reason in page.text


def test_no_log_of_the_service_names_anybody(house: House) -> None:
    house.draft(NOTICE, requester={"name": "Quentin Tarrow"})
    for words in ("Tarrow", "quentin.tarrow", "555 0134", "Kruger"):
        assert words not in house.log
    assert "Traceback" not in house.log


def test_two_servers_on_one_folder_do_not_draft_a_ticket_twice(house: House) -> None:
    """The second one looks for abandoned drafts as it starts, while the first is drafting."""
    drafts: list[dict[str, Any]] = []
    with ThreadPoolExecutor(1) as pool:
        starting = pool.submit(House, house.data_dir)
        while not starting.done() or len(drafts) < 5:
            drafts.append(house.draft(NOTICE, id=f"TWICE-{len(drafts)}"))
        second = starting.result()
    try:
        with second.client(house.keys[0]) as other:
            for draft in drafts:
                assert other.get(f"/v1/drafts/{draft['draft_id']}").json()["status"] == draft["status"]
        for draft in drafts:
            kinds = house.events(draft["draft_id"])
            assert kinds.count("received") == 1
            assert kinds.count("checked") == 1
            assert "resumed" not in kinds
            assert "failed" not in kinds
        assert second.stop() == 0
    finally:
        second.kill()
    assert house.verify().code == 0


def test_after_a_restart_all_is_as_it_was(house: House) -> None:
    draft = house.draft(NOTICE, id="AGAIN-1", requester={"name": "Quentin Tarrow"})
    keys = house.keys
    with house.reviewer as reviewer:
        queue = reviewer.get("/v1/reviews?limit=200").json()
    assert house.stop() == 0
    house.start()
    assert house.keys == keys
    with house.agent as agent, house.reviewer as reviewer:
        assert agent.get(f"/v1/drafts/{draft['draft_id']}").json() == draft
        assert reviewer.get("/v1/reviews?limit=200").json() == queue
    assert house.verify().code == 0
