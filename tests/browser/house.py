"""A real service in a process of its own, and a real Chromium that may talk to nobody else."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, Route, sync_playwright

from drafting.settings import ROOT

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-lcd-text",  # coloured edges of letters would double the pictures' size
]
START_S = 60


class House(NamedTuple):
    """Where the service listens, and the sign-in links of its sample people."""

    address: str
    agent: str
    reviewer: str


@contextlib.contextmanager
def serving(data_dir: Path) -> Iterator[House]:
    """`countersign serve --sample` on a free port, ready, with its sample cases drafted."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "countersign", "serve", "--sample", "--port", str(port)]
    environment = {**os.environ, "COUNTERSIGN_DATA_DIR": str(data_dir)}
    log = data_dir / "serve.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            address = f"http://127.0.0.1:{port}"
            _until(lambda: _get(f"{address}/readyz") == 200, process, log)
            _until(lambda: _drafting(address) == 0, process, log)
            links = re.findall(r"http://\S+/sign-in\S+", log.read_text(encoding="utf-8"))
            yield House(address, links[0], links[1])
        finally:
            process.terminate()
            process.wait(20)


def _until(there: object, process: subprocess.Popen[bytes], log: Path) -> None:
    assert callable(there)
    end = time.monotonic() + START_S
    while not there():
        if process.poll() is not None or time.monotonic() > end:
            raise AssertionError(f"the service did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")
        time.sleep(0.1)


def _get(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def _drafting(address: str) -> int:
    """How many samples are not filed yet; seven are written in all."""
    with urllib.request.urlopen(f"{address}/metrics", timeout=5) as answer:
        counts = {m[0]: int(m[1]) for m in re.findall(r'status="(\w+)"} (\d+)', answer.read().decode())}
    return 7 - sum(count for status, count in counts.items() if status != "drafting")


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


class Tab(NamedTuple):
    """A page, what its console said, and what it asked of other hosts (both must stay empty)."""

    page: Page
    said: list[str]
    strayed: list[str]


@contextlib.contextmanager
def tab(browser: Browser, link: str, width: int, *, dark: bool = False, javascript: bool = True) -> Iterator[Tab]:
    """Signed in by `link`, at this width."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        java_script_enabled=javascript,
    )
    page = context.new_page()
    found = Tab(page, [], [])

    def route(request: Route) -> None:
        if request.request.url.startswith(("http://127.0.0.1:", "data:")):
            request.continue_()
        else:
            found.strayed.append(request.request.url)
            request.abort()

    context.route("**/*", route)
    page.on("console", lambda message: found.said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.said.append(str(error)))
    page.goto(link)
    yield found
    context.close()
