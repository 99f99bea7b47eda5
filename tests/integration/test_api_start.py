"""Starting and stopping the service: what it says, how long it takes, and that nothing is lost in between."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from drafting.settings import ROOT

START_S = 60.0


class Running(NamedTuple):
    """A service in a process of its own."""

    process: subprocess.Popen[str]
    address: str

    def get(self, path: str, key: str = "") -> tuple[int, str]:
        return ask(urllib.request.Request(self.address + path, headers={"Authorization": f"Bearer {key}"}))

    def post(self, path: str, key: str, body: Any, **headers: str) -> tuple[int, str]:
        given = {"Authorization": f"Bearer {key}", "Content-Type": "application/json", **headers}
        return ask(urllib.request.Request(self.address + path, json.dumps(body).encode(), given))

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str, str]:
        """Exit code, output and errors of the process."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err


def ask(request: urllib.request.Request) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status), answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(data_dir: Path, port: int, *arguments: str) -> subprocess.Popen[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COUNTERSIGN_")}
    return subprocess.Popen(
        [sys.executable, "-m", "countersign", "serve", "--port", str(port), *arguments],
        cwd=ROOT,
        env=environment | {"COUNTERSIGN_DATA_DIR": str(data_dir)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextlib.contextmanager
def running(data_dir: Path, *arguments: str) -> Iterator[Running]:
    port, began = free_port(), time.monotonic()
    process = start(data_dir, port, *arguments)
    try:
        address = f"http://127.0.0.1:{port}"
        while ask(urllib.request.Request(f"{address}/readyz"))[0] != 200:
            if process.poll() is not None or time.monotonic() - began > START_S:
                process.kill()
                raise AssertionError(process.communicate()[1])
            time.sleep(0.05)
        yield Running(process, address)
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


class Started(NamedTuple):
    """What a first start with samples leaves behind."""

    data_dir: Path
    keys: dict[str, str]
    said: str


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Started:
    data_dir = tmp_path_factory.mktemp("start")
    with running(data_dir, "--sample") as service:
        time.sleep(1.5)  # the samples are drafted beside
        code, out, err = service.stop(signal.SIGINT)
    assert code == 0, err
    assert "Traceback" not in err
    keys = json.loads((data_dir / "sample-keys.json").read_text(encoding="utf-8"))
    return Started(data_dir, keys, out)


def test_a_first_start_prints_the_address_links_and_keys(first: Started) -> None:
    assert re.search(r"^Countersign listens on http://127\.0\.0\.1:\d+$", first.said, re.MULTILINE)
    links = re.findall(r"http://127\.0\.0\.1:\d+/sign-in\?token=\S+&next=/(?:sidebar|review)\b", first.said)
    assert len(links) == 2
    for key in first.keys.values():
        assert f"API key: {key}" in first.said


def test_a_second_start_loses_nothing(first: Started) -> None:
    data_dir, kept = first.data_dir, first.keys
    ticket = {"id": "ZD-KEPT", "messages": [{"text": "My card was charged twice. Please refund one payment."}]}
    with running(data_dir, "--sample") as second:
        status, made = second.post("/v1/drafts", kept["sample-agent"], ticket)
        assert status == 201
        assert second.stop()[0] == 0
    with running(data_dir, "--sample") as third:
        status, found = third.get(f"/v1/drafts/{json.loads(made)['draft_id']}", kept["sample-agent"])
        assert (status, json.loads(found)) == (200, json.loads(made))
        _, counted = third.get("/metrics")
        assert sum(int(n) for n in re.findall(r"^countersign_drafts\{.*\} (\d+)$", counted, re.MULTILINE)) == 8


def test_a_draft_under_way_is_finished_before_the_service_ends(first: Started) -> None:
    data_dir, kept = first.data_dir, first.keys
    ticket = {"id": "ZD-LATE", "messages": [{"text": "Please delete my account and everything about me. " * 400}]}
    with running(data_dir) as service:
        host = service.address.removeprefix("http://").split(":")
        body = json.dumps(ticket).encode()
        head = (
            f"POST /v1/drafts HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer {kept['sample-agent']}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        with socket.create_connection((host[0], int(host[1]))) as client:
            client.sendall(head.encode() + body)
            while '"received"' not in _kinds(data_dir):
                time.sleep(0.01)
        assert service.stop()[0] == 0
    with running(data_dir) as again:
        _, counted = again.get("/metrics")
    assert 'countersign_drafts{status="drafting"} 0' in counted
    assert 'countersign_drafts{status="failed"} 0' in counted


def _kinds(data_dir: Path) -> str:
    """The events of the late ticket so far, from the log itself."""
    with contextlib.closing(sqlite3.connect(f"file:{data_dir / 'countersign.db'}?mode=ro", uri=True)) as database:
        query = "select e.kind from events e join drafts d using (draft_id) where d.case_id = 'ZD-LATE'"
        return json.dumps([kind for (kind,) in database.execute(query)])


def test_an_address_in_use_is_one_clear_line(tried: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = start(tried, taken.getsockname()[1])
        out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert out == ""
    assert len(err.splitlines()) == 1
    assert "Choose another address" in err


def test_another_vault_key_keeps_it_from_starting(first: Started) -> None:
    data_dir = first.data_dir
    key = data_dir / "vault.key"
    kept = key.read_bytes()
    key.unlink()  # a new one is made, and it is not the one that sealed the log
    try:
        process = start(data_dir, free_port())
        out, err = process.communicate(timeout=60)
    finally:
        key.write_bytes(kept)
    assert process.returncode == 2
    assert out == ""
    assert len(err.splitlines()) == 1
    assert "vault key" in err
