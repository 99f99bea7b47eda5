"""What a ticket may be called, and by which channel: nobody's address gets into logs and links."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from drafting.models import Message, RawText, Ticket

MESSAGES = (Message(text=RawText("Please help.")),)


@pytest.mark.parametrize("given", ["ZD-1042", "gh/issue#12", "a@b", "npm/@scope/pkg.js#3", "1.2.3", "conversation:77"])
def test_ids_of_helpdesks_are_taken(given: str) -> None:
    assert Ticket(id=given, messages=MESSAGES).id == given


@pytest.mark.parametrize("given", ["anna@example.com", "mail:anna+x@mail.example.co.uk", "a/ünal@example.com/7"])
def test_an_email_address_is_no_id(given: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Ticket(id=given, messages=MESSAGES)
    (error,) = refused.value.errors(include_input=False)
    assert error["msg"] == (
        "Value error, an e-mail address is no ticket id; give the helpdesk's own number, such as ZD-1042"
    )


@pytest.mark.parametrize("given", ["email", "Web Form", "twitter_dm", "api.v2", "phone/voicemail", ""])
def test_channels_are_plain_words(given: str) -> None:
    assert Ticket(channel=given, messages=MESSAGES).channel == given


@pytest.mark.parametrize("given", ["form of anna@example.com", "+1 202 555 0142", "form\nforged line", "<b>mail</b>"])
def test_a_channel_that_is_more_than_a_name_is_refused(given: str) -> None:
    with pytest.raises(ValidationError, match="channel"):
        Ticket(channel=given, messages=MESSAGES)
