"""The extractor that lets a language model look for intake elements which the policies' patterns did not find.

The model quotes and decides nothing: whether the quotation stands in the ticket, and what it is worth, is judged by
`drafting.examine.extract`.
"""

from __future__ import annotations

from collections.abc import Mapping

from drafting.compose.answer import quotes_of
from drafting.compose.client import ModelClient
from drafting.compose.prompts import Prompt, ask_for_quotes
from drafting.ports import Extracted, Search


class ModelExtractor:
    """Implements `ports.Extractor`."""

    def __init__(self, client: ModelClient, prompts: Mapping[str, Prompt]) -> None:
        self._client = client
        self._prompts = prompts

    async def extract(self, search: Search) -> Extracted:
        """One request for all that is wanted. Raises DrafterFailed, BudgetSpent, or what the guard raises."""
        asked = ask_for_quotes(self._prompts, search)
        answer = await self._client.complete(asked)
        return Extracted(
            quotes=quotes_of(answer.text, asked.nonce, frozenset(search.wanted)),
            model=self._client.model,
            prompts={asked.prompt.id: asked.prompt.hash},
            input_tokens=answer.input_tokens,
            output_tokens=answer.output_tokens,
            cost_usd=answer.cost_usd,
        )
