"""Unit tests share the machine's cores; the slower folders start processes of their own and run one after the other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

UNIT = Path(__file__).parent / "unit"


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    asked = [Path(str(arg).partition("::")[0]).resolve() for arg in config.args]
    return (os.cpu_count() or 1) if asked and all(path.is_relative_to(UNIT) for path in asked) else 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: Playwright keeps an event loop running, beside which no other test can start its own."""
    items.sort(key=lambda item: "browser" in item.path.parts)
