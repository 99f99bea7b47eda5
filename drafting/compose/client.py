"""Asking a language model. The only file that imports litellm.

Whatever goes wrong on the way ends as DrafterFailed with the class of the error and its status, never the provider's
words: those can repeat the key.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any, Final, NamedTuple

from drafting.compose.budget import Budget, Cost
from drafting.compose.prompts import CLOSING, Asked
from drafting.errors import BadInput, DrafterFailed
from drafting.settings import Settings

OnText = Callable[[str], Awaitable[None]]

FIRST_PAUSE_S: Final = 0.5  # before the first retry; doubled for each further one
NO_KEY: Final = "unset"
# Read by litellm while it is imported: no price list from the network, and no `.env` file of the working directory.
_ENVIRONMENT: Final = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_MODE": "PRODUCTION"}
# These write prompts, answers or a provider's error text, at the level they think fit.
_TALKATIVE: Final = ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy", "openai", "httpx", "httpcore")


class _Failed(DrafterFailed):
    """One request gave nothing.

    `again`: trying again may help. `pause_s`: the provider asked to wait so long. `free`: it was turned away unread.
    """

    def __init__(self, message: str, *, again: bool = False, pause_s: float = 0.0, free: bool = False) -> None:
        super().__init__(message)
        self.again, self.pause_s, self.free = again, pause_s, free


class Answer(NamedTuple):
    """What a model said, and what it cost. `cost_usd` is None for a model without a known price."""

    text: str
    input_tokens: int
    output_tokens: int
    cost_usd: float | None


class ModelClient:
    """Any model that LiteLLM knows, with retries, one time limit and one budget for everything that asks it.

    `guard` is called with everything that is about to leave, directly before each request. It raises when it finds a
    value that the vault hides; the request is then not made, and the guard's own error goes to the caller unchanged.
    """

    def __init__(self, settings: Settings, guard: Callable[[str], None]) -> None:
        if not settings.model:
            raise BadInput("COUNTERSIGN_MODEL is not set. Give a LiteLLM model string such as openai/gpt-4o-mini.")
        self._settings = settings
        self.model = settings.model
        self._guard = guard
        self.budget = Budget(settings.model_budget_usd, settings.model_budget_tokens)

    def warm(self) -> threading.Thread:
        """Import litellm (seconds of CPU) beside the start of the service, so that the first draft need not wait."""
        thread = threading.Thread(target=_litellm, name="litellm-import", daemon=True)
        thread.start()
        return thread

    async def complete(self, asked: Asked, on_text: OnText | None = None) -> Answer:
        """What the model says to the end; `on_text` gets each piece as it arrives.

        Raises DrafterFailed, BudgetSpent (before anything is sent), or what the guard raises.
        """
        client = await asyncio.to_thread(_litellm)
        most = await asyncio.to_thread(self._most, client, asked) if self.budget.limited else Cost(0, 0.0)
        return await self._within_time(client, asked, most, on_text)

    async def _within_time(self, client: Any, asked: Asked, most: Cost, on_text: OnText | None) -> Answer:
        seconds = self._settings.model_timeout_s
        try:
            async with asyncio.timeout(seconds) as limit:
                return await self._with_retries(client, asked, most, on_text)
        except TimeoutError:
            if not limit.expired():
                raise
        raise DrafterFailed(f"The model did not finish within {seconds:g} seconds.")

    async def _with_retries(self, client: Any, asked: Asked, most: Cost, on_text: OnText | None) -> Answer:
        attempts = 1 + self._settings.model_retries
        ends = asyncio.get_running_loop().time() + self._settings.model_timeout_s
        for attempt in range(1, attempts + 1):
            try:
                return await self._request(client, asked, most, on_text)
            except _Failed as failure:
                pause = max(failure.pause_s, FIRST_PAUSE_S * 2 ** (attempt - 1))
                in_time = asyncio.get_running_loop().time() + pause < ends
                if attempt == attempts or not failure.again or not in_time:
                    tries = f" after {attempt} attempts" if attempt > 1 else ""
                    raise DrafterFailed(f"{failure}{tries}.") from None
            await asyncio.sleep(pause)
        raise DrafterFailed

    async def _request(self, client: Any, asked: Asked, most: Cost, on_text: OnText | None) -> Answer:
        """One request, read to its end. Once a piece of text was passed on, a failure is not repeated."""
        self._guard(asked.text)
        self.budget.reserve(most)
        pieces: list[str] = []
        usage: list[Any] = []
        actual = most  # what a request costs that was broken off is not known; the most it can cost is never too little
        try:
            stream = await self._open(client, asked)
            async with contextlib.aclosing(_pieces(stream, usage)) as arriving:
                async for piece in arriving:
                    pieces.append(piece)
                    if on_text is not None:
                        await on_text(piece)
            answer = await asyncio.to_thread(self._counted, client, asked, "".join(pieces), usage)
            actual = Cost(answer.input_tokens + answer.output_tokens, answer.cost_usd)
            return answer
        except _Failed as failure:
            if pieces:
                raise _Failed(str(failure)) from None
            if failure.free:
                actual = Cost(0, 0.0)
            raise
        finally:
            self.budget.settle(most, actual)

    async def _open(self, client: Any, asked: Asked) -> Any:
        settings = self._settings
        key = settings.model_api_key.get_secret_value() if settings.model_api_key else None
        if key is None and settings.model_api_base:
            key = NO_KEY  # else litellm takes a provider's key from the environment and sends it to this other address
        try:
            return await client.acompletion(
                model=self.model,
                messages=[dict(message) for message in asked.messages],
                api_key=key,
                api_base=settings.model_api_base,
                temperature=0,
                max_tokens=settings.model_max_tokens,
                stop=[
                    CLOSING
                ],  # small models copy the framework with its markers and go on; nothing after it is wanted
                stream=True,
                stream_options={"include_usage": True},
                timeout=settings.model_timeout_s,
                num_retries=0,
                max_retries=0,
                drop_params=True,
                caching=False,
            )
        except Exception as error:  # noqa: BLE001 - litellm lets its transports' own errors through; all mean the same
            failure = _failure(error)
        raise failure  # outside the block: inside, the provider's text would hang on as the error's context

    def _most(self, client: Any, asked: Asked) -> Cost:
        prompt = client.token_counter(model=self.model, messages=[dict(message) for message in asked.messages])
        return Cost(
            prompt + self._settings.model_max_tokens, self._price(client, prompt, self._settings.model_max_tokens)
        )

    def _counted(self, client: Any, asked: Asked, text: str, usage: list[Any]) -> Answer:
        """With the provider's own count, or litellm's where the provider gives none."""
        given = usage[-1] if usage else None
        prompt = getattr(given, "prompt_tokens", 0) or client.token_counter(
            model=self.model, messages=[dict(message) for message in asked.messages]
        )
        written = getattr(given, "completion_tokens", 0) or client.token_counter(model=self.model, text=text)
        return Answer(text, prompt, written, self._price(client, prompt, written))

    def _price(self, client: Any, prompt: int, written: int) -> float | None:
        try:
            of_prompt, of_written = client.cost_per_token(
                model=self.model, prompt_tokens=prompt, completion_tokens=written
            )
        except Exception:  # noqa: BLE001 - litellm raises a plain Exception for a model that is not in its price list
            return None
        return float(of_prompt + of_written)


async def _pieces(stream: Any, usage: list[Any]) -> AsyncGenerator[str, None]:
    """The text as it arrives. Raises _Failed unless the provider itself said that the reply is complete."""
    reason: str | None = None
    try:
        while True:
            try:
                chunk = await anext(stream, None)
            except Exception as error:  # noqa: BLE001 - as in `_open`
                failure: _Failed | None = _failure(error)
            else:
                failure = None
            if failure is not None:
                raise failure
            if chunk is None:
                break
            if getattr(chunk, "usage", None) is not None:
                usage.append(chunk.usage)
            for choice in chunk.choices[:1]:
                reason = choice.finish_reason or reason
                if choice.delta.content:
                    yield choice.delta.content
    finally:
        with contextlib.suppress(
            Exception
        ):  # the answer is here or is given up: a connection that will not close is moot
            await stream.aclose()
    # A stream that breaks off without a finish reason gets "stop" from litellm; what the provider said stands here.
    said = getattr(stream, "received_finish_reason", None) or getattr(stream, "intermittent_finish_reason", None)
    if said is None:
        raise _Failed("The model's reply broke off")
    if reason == "length":
        raise _Failed("The model's reply was longer than COUNTERSIGN_MODEL_MAX_TOKENS")
    if reason != "stop":
        raise _Failed(f"The model ended without a reply ({'refused' if reason == 'content_filter' else 'no text'})")


def _failure(error: Exception) -> _Failed:
    """Class, status and first cause of a provider's error; nothing that it says."""
    status = getattr(error, "status_code", None)
    status = status if isinstance(status, int) else None
    cause: BaseException = error
    while (earlier := cause.__cause__ or cause.__context__) is not None:
        cause = earlier
    names = [type(error).__name__]
    if status is not None:
        names.append(f"status {status}")
    if type(cause).__name__ not in {names[0], "HTTPStatusError"}:
        names.append(f"from {type(cause).__name__}")
    hint = "; check COUNTERSIGN_MODEL_API_KEY" if status in {401, 403} else ""
    again = status is not None and (status in {408, 429} or status >= 500)
    free = status is not None and status not in {408, 504}
    message = f"The model call failed ({', '.join(names)}{hint})"
    return _Failed(message, again=again, pause_s=_retry_after(error), free=free)


def _retry_after(error: Exception) -> float:
    """Seconds, when the provider asked for a pause; a date is not worth the parsing for one reply."""
    headers = getattr(error, "litellm_response_headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after", 0)))
    except (TypeError, ValueError):
        return 0.0


def _litellm() -> Any:
    """litellm, imported when it is first needed and told to keep quiet and to stay at home."""
    for name, value in _ENVIRONMENT.items():
        os.environ[name] = value
    import litellm

    client: Any = litellm
    client.telemetry = False
    client.suppress_debug_info = True
    client.drop_params = True
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return client
