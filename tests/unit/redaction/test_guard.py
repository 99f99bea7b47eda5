"""The second look: nothing that the vault knows leaves for a model, a recording or the log; looking never breaks."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from drafting.errors import RedactionFailed, StoreUnavailable
from drafting.redaction import guard
from drafting.redaction.registry import CaseRegistry
from drafting.redaction.vault import CaseRegistries

SECRET = "AKIA" + "ABCDEFGHIJKLMNOP"


@pytest.fixture
def case() -> CaseRegistry:
    gc.collect()  # cases of earlier tests, held by the tracebacks that those looked at
    registry = CaseRegistries().load("c", ())
    registry.placeholder("PERSON", "Philippa Norwood", "requester")
    registry.placeholder("EMAIL_ADDRESS", "p.norwood@example.org", "requester")
    return registry


# -- a model -------------------------------------------------------------------------------------------------


def test_a_text_with_a_known_value_is_refused_without_being_quoted(case: CaseRegistry) -> None:
    with guard.guarding(case):
        guard.refuse_known_values("Hello <PERSON_1>")
        with pytest.raises(RedactionFailed) as caught:
            guard.refuse_known_values("Hello Philippa Norwood")
    assert "Norwood" not in str(caught.value)
    assert str(caught.value).startswith("1 personal value(s)")


def test_without_a_case_nothing_may_leave(case: CaseRegistry) -> None:
    with guard.guarding(case):
        pass
    with pytest.raises(RedactionFailed, match="No case is open"):
        guard.refuse_known_values("Hello")


def test_only_what_tells_its_values_can_be_guarded() -> None:
    with pytest.raises(TypeError), guard.guarding(object()):
        pass


# -- every case in memory ------------------------------------------------------------------------------------


def test_a_loaded_case_is_known_until_it_is_let_go() -> None:
    registry = CaseRegistries().load("c", ())
    registry.placeholder("PERSON", "Ottilie Wendt", "requester")
    registry.placeholder("EMAIL_ADDRESS", "o.wendt@example.org", "requester")
    assert guard.count_known("from o.wendt@example.org to Ottilie Wendt") == 2
    del registry
    assert guard.count_known("from Ottilie Wendt") == 0


def test_cases_may_come_and_go_in_other_threads_while_one_looks() -> None:
    class One:
        def known_values(self, text: str) -> tuple[str, ...]:
            return ("<PERSON_1>",)

    def work(_: int) -> bool:
        one = One()
        guard.opened(one)
        return guard.count_known("anything") >= 1

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(2000)))


# -- the log -------------------------------------------------------------------------------------------------


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[logging.Logger]:
    before = logging.getLogRecordFactory()
    guard.guard_logs()
    caplog.set_level(logging.DEBUG)
    yield logging.getLogger("some.library")
    logging.setLogRecordFactory(before)


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("draft 7: KeyError at engine.py:10", "draft 7: KeyError at engine.py:10"),
        ("mail from zoe@example.com came", "mail from [EMAIL_ADDRESS] came"),
        (f"key {SECRET} was tried", "key [SECRET] was tried"),
        ("card 4111 1111 1111 1111 declined", "card [CREDIT_CARD] declined"),
        ("GET /v1/drafts/0123456789abcdef0123456789abcdef 200", "GET /v1/drafts/0123456789abcdef0123456789abcdef 200"),
        ("listening on 127.0.0.1:8000 (100% ours)", "listening on 127.0.0.1:8000 (100% ours)"),
    ],
)
def test_well_formed_values_are_replaced_and_ordinary_lines_stay(
    log: logging.Logger, caplog: pytest.LogCaptureFixture, line: str, written: str
) -> None:
    log.info("%s", line)
    assert caplog.messages == [written]


def test_a_line_with_a_value_of_an_open_case_is_left_out(
    log: logging.Logger, caplog: pytest.LogCaptureFixture, case: CaseRegistry
) -> None:
    log.debug("asked for %s in %d ms", "Philippa Norwood", 7)
    assert caplog.messages == ["(a line was left out: 1 personal value(s) stood in it)"]
    assert "Norwood" not in f"{caplog.records[0].__dict__}"


@pytest.mark.parametrize("how", ["exc_info", "cause", "own"])
def test_a_traceback_keeps_its_places_and_loses_its_words(
    log: logging.Logger, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    try:
        try:
            raise ValueError("Ada Brook of 12 Mill Lane")
        except ValueError as error:
            if how == "cause":
                raise KeyError("Ada Brook") from error
            if how == "own":
                raise StoreUnavailable from error
            raise
    except Exception:
        log.exception("it broke")
    assert "Brook" not in caplog.text
    assert "it broke" in caplog.text
    assert "ValueError" in caplog.text
    assert "test_guard.py:" in caplog.text
    assert ("does not answer" in caplog.text) is (how == "own")


def test_a_line_that_cannot_be_formatted_is_left_out_and_breaks_nobody(
    log: logging.Logger, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    log.warning("%d drafts", "Ada Brook")
    assert caplog.messages == ["(a line was left out: looking at it broke with TypeError)"]
    assert "Ada" not in capsys.readouterr().err


def test_a_registry_that_breaks_costs_the_line_and_not_the_caller(
    log: logging.Logger, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        def known_values(self, text: str) -> tuple[str, ...]:
            raise RuntimeError("dictionary changed size: Ada Brook")

    broken = Broken()
    guard.opened(broken)
    log.warning("Ada Brook wrote")
    del broken
    assert caplog.messages == ["(a line was left out: looking at it broke with RuntimeError)"]


def test_a_long_line_is_cut_before_it_is_looked_at(log: logging.Logger, caplog: pytest.LogCaptureFixture) -> None:
    log.info("%s zoe@example.com", "- " * guard.LONGEST_LINE)
    assert caplog.messages[0].endswith("(cut)")
    assert len(caplog.messages[0]) <= guard.LONGEST_LINE + len(" (cut)")


def test_the_log_is_guarded_once(log: logging.Logger) -> None:
    factory = logging.getLogRecordFactory()
    guard.guard_logs()
    assert logging.getLogRecordFactory() is factory
