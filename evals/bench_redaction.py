"""The redactor beside stock Presidio with the same model, on the same texts in one run: ratios, not seconds, count.

Also how the time grows with the length of a text and with the number of hidden values, the start, and the memory.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from drafting.bootstrap import build_redactor
from drafting.redaction.batch import redacted
from drafting.redaction.language import detect
from drafting.redaction.model.vocabulary import model_path
from drafting.settings import Settings
from evals.case import load_cases

LENGTHS: Final = (1_000, 10_000, 100_000)
ROUNDS: Final = 7


def texts(length: int) -> list[str]:
    """Texts of just that many characters, cut from the messages of the golden cases."""
    messages = [m.text for case in load_cases() for m in case.ticket.messages]
    mail = "\n\n".join(text for text in messages if detect(text) == "en")
    mail *= 1 + (4 * length) // len(mail)
    return [mail[at : at + length] for at in range(0, 4 * length, length)]


def stock_presidio() -> Callable[[str], object]:
    """Presidio as its documentation sets it up, with our model's files; kept from asking the network."""
    import tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider
    from presidio_anonymizer import AnonymizerEngine

    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    models = [{"lang_code": "en", "model_name": str(model_path())}]
    engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
    analyzer, anonymizer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"]), AnonymizerEngine()  # type: ignore[no-untyped-call]

    def run(text: str) -> object:
        found: Any = analyzer.analyze(text, "en")
        return anonymizer.anonymize(text, found)

    return run


def interleaved(engines: dict[str, Callable[[str], object]], given: list[str]) -> dict[str, float]:
    """Median milliseconds a text, the engines taking turns text by text, after a round that is not counted."""
    spent: dict[str, list[float]] = {name: [] for name in engines}
    for number in range(ROUNDS + 1):
        for text in given:
            for name, run in engines.items():
                start = time.perf_counter()
                run(text)
                if number:
                    spent[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(values) for name, values in spent.items()}


_START: Final = """
import re, time
start = time.perf_counter()
{make_ready}
peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
print(time.perf_counter() - start, int(peak) / 1024)
"""
_OURS: Final = """
from drafting.bootstrap import build_redactor
from drafting.settings import Settings
build_redactor(Settings()).warm()
"""
_STOCK: Final = """
from evals.bench_redaction import stock_presidio
stock_presidio()("Warm up.")
"""


def started(make_ready: str) -> str:
    """Seconds and memory of a new process until it can redact; the quickest of three."""
    command = [sys.executable, "-c", _START.format(make_ready=make_ready)]
    runs = [subprocess.check_output(command, text=True).split() for _ in range(3)]  # noqa: S603 - our own lines
    seconds, megabytes = min((float(seconds), float(megabytes)) for seconds, megabytes in runs)
    return f"{seconds:.1f} s, {megabytes:.0f} MB"


def main() -> None:
    redactor = build_redactor(Settings())
    redactor.warm()
    stock = stock_presidio()
    table = Table("characters", "ours ms", "stock Presidio ms", "times faster", "ours ms / 1,000")
    for length in LENGTHS:
        given = texts(length)[: 4 if length < LENGTHS[-1] else 1]
        engines: dict[str, Callable[[str], object]] = {"ours": lambda text: redacted(None, text, redactor)}
        if length < LENGTHS[-1]:
            engines["stock"] = stock
        took = interleaved(engines, given)
        beside = f"{took['stock']:.1f}" if "stock" in took else ""
        faster = f"{took['stock'] / took['ours']:.1f}" if "stock" in took else ""
        table.add_row(f"{length:,}", f"{took['ours']:.1f}", beside, faster, f"{took['ours'] / length * 1000:.2f}")
    console = Console(width=110)
    console.print("Hiding personal data, one thread, the medium model in both")
    console.print(table)
    console.print(f"a process from nothing to ready: ours {started(_OURS)}; stock Presidio {started(_STOCK)}")


if __name__ == "__main__":
    main()
