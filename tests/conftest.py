"""The quick tests share the machine's cores; the slower folders start processes of their own, one after the other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("countersign", deadline=None)  # machines are noisy; speed is measured in benchmarks
settings.load_profile("countersign")

QUICK = tuple(Path(__file__).parent / name for name in ("unit", "http"))


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    asked = [Path(str(arg).partition("::")[0]).resolve() for arg in config.args]
    quick = asked and all(any(path.is_relative_to(folder) for folder in QUICK) for path in asked)
    return (os.cpu_count() or 1) if quick else 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: Playwright keeps an event loop running, beside which no other test can start its own."""
    items.sort(key=lambda item: "browser" in item.path.parts)
