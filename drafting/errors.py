"""Domain errors. The docstring is the default message; the api maps classes to HTTP in one place."""

from __future__ import annotations

import traceback
from pathlib import Path


class CountersignError(Exception):
    """Something went wrong."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class BadInput(CountersignError):
    """The input cannot be used."""


class NotFound(CountersignError):
    """There is no such thing, or you may not see it."""


class NotAllowed(CountersignError):
    """You may not do this."""


class Conflict(CountersignError):
    """Somebody else was faster, or the draft has moved on; reload and look at it again."""


class LostReview(Conflict):
    """The pipeline no longer waits for this decision; it was not recorded. Draft the ticket again."""


class PolicyBroken(CountersignError):
    """The policy files cannot be compiled; nothing is drafted until they are."""


class Held(CountersignError):
    """The draft is held for a person; the message says why. Nothing was written and nothing was sent."""


class RedactionFailed(Held):
    """Personal data could not be hidden reliably, so nothing went further."""


class LanguageUnsupported(Held):
    """The message is in a language that the redactor cannot read."""


class DrafterFailed(CountersignError):
    """The model gave no usable text."""


class BudgetSpent(DrafterFailed):
    """The model budget is spent."""


class ModelMissing(CountersignError):
    """The weights of a model that the product brings are not installed."""


class StepBroken(CountersignError):
    """A step of the pipeline broke. Says which, with what class of error and where; not its words, which may quote."""

    def __init__(self, step: str, error: BaseException) -> None:
        self.cause = type(error).__name__
        super().__init__(f"{self.cause} in {step} at {where(error)}")


class VaultLocked(CountersignError):
    """The vault cannot be opened with the keys at hand."""


class StoreUnavailable(CountersignError):
    """The database does not answer; nothing was changed. Try again."""


class LogBroken(CountersignError):
    """The log was changed after it was written. `seq` is the first event that does not fit."""

    def __init__(self, message: str | None = None, seq: int = 0) -> None:
        super().__init__(message)
        self.seq = seq


def where(error: BaseException) -> str:
    """File and line where an error was raised; its message stays out of the log, since it may quote the ticket."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "unknown"
