"""The JSON routes of the contract, under `/v1`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Query, Request, Response
from fastapi.openapi.models import Example
from pydantic import BaseModel, Field, JsonValue

from api.auth import CurrentActor, CurrentReviewer, CurrentService
from api.background import finish
from api.description import BODY, example, problems, shown
from api.stream import MEDIA, told
from drafting.models import DecisionRequest, Draft, Ticket

router = APIRouter(prefix="/v1")

DECISIONS = {name: Example(value=value) for name, value in example("decisions").items()}
Key = Annotated[
    str | None, Header(alias="Idempotency-Key", max_length=200, description="Same key, same ticket: same draft.")
]


class DraftList(BaseModel):
    reviews: list[Draft]
    next: str | None = Field(default=None, description="Give it back as `after` for the next page.")


class SendRequest(BaseModel):
    revision: int = Field(ge=1)


@router.post(
    "/drafts",
    status_code=201,
    response_model=Draft,
    responses={
        201: shown("draft", description="A new draft."),
        200: {
            "model": Draft,
            "description": "The draft that this key made before (`drafting` while it is still written), or the stream.",
            "content": {
                "application/json": {"example": example("draft")},
                "text/event-stream": {"schema": {"type": "string"}, "example": example("stream")},
            },
        },
        **problems(*BODY, 401, 403, 409, 503),
    },
)
async def create_draft(
    request: Request,
    response: Response,
    ticket: Annotated[Ticket, Body(examples=[example("ticket")])],
    who: CurrentActor,
    service: CurrentService,
    key: Key = None,
) -> Any:
    """Drafts a reply. With `Accept: text/event-stream`: `progress` and `text` events, ending in `draft` (or `error`).

    The ticket is stored before anything else happens; a client that goes away does not stop the draft.
    """
    if MEDIA in request.headers.get("accept", ""):
        return told(request.app, service, ticket, who, key)
    made, replay = await service.submit(ticket, who, key)
    if replay:
        response.status_code = 200
    else:
        await finish(request.app, service.run(made.draft_id))
    response.headers["Location"] = f"/v1/drafts/{made.draft_id}"
    return await service.view(made.draft_id, who)


@router.get("/drafts/{draft_id}", responses={200: shown("draft"), **problems(401, 404, 503)})
async def get_draft(draft_id: str, who: CurrentActor, service: CurrentService) -> Draft:
    """A draft, with the values restored that its recipient may see."""
    return await service.view(draft_id, who)


@router.post("/drafts/{draft_id}/sent", responses={200: shown("draft"), **problems(*BODY, 401, 403, 404, 409, 503)})
async def mark_sent(
    draft_id: str,
    body: Annotated[SendRequest, Body(examples=[example("sent")])],
    who: CurrentActor,
    service: CurrentService,
) -> Draft:
    """The agent has sent this ready or approved draft. Once: a second call is a 409."""
    return await service.send(draft_id, who, body.revision)


@router.get("/reviews", responses={200: shown("reviews"), **problems(401, 403, 404, 422, 503)})
async def list_reviews(
    who: CurrentReviewer,
    service: CurrentService,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    after: str | None = None,
) -> DraftList:
    """What waits for a person, most urgent first. Masked."""
    found = list(await service.queue(limit=limit, after=after))
    return DraftList(reviews=found, next=found[-1].draft_id if len(found) == limit else None)


@router.post(
    "/reviews/{draft_id}/decision", responses={200: shown("draft"), **problems(*BODY, 401, 403, 404, 409, 503)}
)
async def decide(
    draft_id: str,
    body: Annotated[DecisionRequest, Body(openapi_examples=DECISIONS)],
    who: CurrentActor,
    service: CurrentService,
) -> Draft:
    """Approve, edit, reject or escalate. `revision` is the one you looked at; another one is a 409."""
    return await service.decide(draft_id, who, body)


@router.get("/policies", responses={200: shown("policies"), **problems(401, 503)})
async def list_policies(who: CurrentActor, service: CurrentService) -> dict[str, JsonValue]:
    """Every section: written ones with version, and those that a person answers."""
    policies = service.policies
    written: list[JsonValue] = [
        {"section": s.id, "title": s.file.title, "version": s.file.version, "effective": s.file.effective.isoformat()}
        for s in policies.sections.values()
    ]
    pending: list[JsonValue] = [{"section": p.section, "title": p.title} for p in policies.pending.values()]
    return {"digest": policies.digest, "sections": written, "pending": pending}


@router.get("/policies/{section:path}", responses={200: shown("policy"), **problems(401, 404, 503)})
async def get_policy(section: str, who: CurrentActor, service: CurrentService) -> dict[str, JsonValue]:
    """One section, as it is in force."""
    found = service.policies.section(section)
    rules: list[JsonValue] = [r.model_dump(mode="json") for r in found.rules]
    return {**found.file.model_dump(mode="json"), "rules": rules, "prose": found.prose}
