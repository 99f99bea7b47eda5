from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.house import CHROMIUM, House, chromium, serving


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    folder: Path = tmp_path_factory.mktemp("browser")
    with serving(folder) as running:
        yield running


@pytest.fixture(scope="session")
def browser(house: House) -> Iterator[Browser]:
    with chromium() as started:
        yield started
