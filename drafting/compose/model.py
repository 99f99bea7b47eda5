"""The drafter that lets a language model word the playbook's text.

The model gets the finished reply and words it; the checker judges the result.
"""

from __future__ import annotations

from collections.abc import Mapping

from drafting.compose.answer import body_of
from drafting.compose.client import ModelClient, OnText
from drafting.compose.prompts import Prompt, ask
from drafting.models import Outcome, Reply
from drafting.ports import Brief, Written


class ModelDrafter:
    """Implements `ports.Drafter`."""

    def __init__(self, client: ModelClient, prompts: Mapping[str, Prompt]) -> None:
        self._client = client
        self._prompts = prompts

    async def write(self, brief: Brief, on_text: OnText | None = None) -> Written:
        """Word the playbook's text; `on_text` gets each piece as it arrives, unchecked.

        Raises DrafterFailed, BudgetSpent (before anything is sent), or what the guard raises. An approved fixed text is
        returned as it is, without a request: it must be the same for everybody, byte for byte.
        """
        if any(section.outcome is Outcome.FIXED_TEXT for section in brief.decision.sections):
            return Written(brief.playbook)
        asked = ask(self._prompts, brief)
        answer = await self._client.complete(asked, on_text)
        return Written(
            reply=Reply(subject=brief.playbook.subject, body=body_of(answer.text, asked.nonce)),
            model=self._client.model,
            prompts={asked.prompt.id: asked.prompt.hash},
            input_tokens=answer.input_tokens,
            output_tokens=answer.output_tokens,
            cost_usd=answer.cost_usd,
        )
