"""The pages: sidebar for agents, review desk, policies. Server-rendered; they work without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import JsonValue, ValidationError

from api.auth import CurrentActor, CurrentReviewer, CurrentService
from api.background import finish
from api.errors import described, status_of
from api.stream import MEDIA, told
from api.views import label, render
from drafting.errors import BadInput, CountersignError
from drafting.models import Actor, DecisionRequest, Draft, Level, Message, RawText, Requester, Ticket
from drafting.policy.compiler import Section
from drafting.service import Service
from drafting.status import check_can_approve, check_can_decide, check_can_send

router = APIRouter(default_response_class=HTMLResponse)


class Typed(NamedTuple):
    """What a reviewer typed into a form whose decision was refused; shown again, so that it is not lost."""

    decision: str = ""
    reason: str = ""
    body: str | None = None
    level: str = ""


NOTHING = Typed()


def _reason(check: Any, *given: Any) -> str | None:
    """Why a button is disabled: the same words that the action itself would answer."""
    try:
        check(*given)
    except CountersignError as error:
        return str(error)
    return None


# -- the sidebar ---------------------------------------------------------------------------------------------


@router.get("/sidebar")
async def sidebar(request: Request, who: CurrentActor, service: CurrentService, draft: str | None = None) -> Response:
    """Ticket beside draft. Without `draft`: the form for a new one, and the agent's recent drafts."""
    shown = await _sidebar_draft(service, who, draft) if draft else {}
    page = {"who": who, "recent": await service.recent(who), "titles": _titles(service), **shown}
    return render(request, "sidebar.html", page)


async def _sidebar_draft(service: Service, who: Actor, draft_id: str) -> dict[str, Any]:
    draft = await service.view(draft_id, who)
    _, state = await service.masked(draft_id)
    return {
        "draft": draft,
        "ticket": state.ticket,
        "cannot_send": _reason(check_can_send, draft),
        "elements": _elements(service, draft),
    }


def _elements(service: Service, draft: Draft) -> list[dict[str, Any]]:
    """The intake with the policy's word for each element; an element that the policy has dropped since keeps its id."""
    sections = service.policies_of(draft).sections
    found = []
    for item in draft.intake:
        element = sections[item.section].elements.get(item.element) if item.section in sections else None
        found.append({"item": item, "label": element.label if element else label(item.element)})
    return found


@router.post("/sidebar")
async def ask(
    request: Request,
    who: CurrentActor,
    service: CurrentService,
    text: Annotated[str, Form(max_length=2_000_000)] = "",
    subject: Annotated[str, Form(max_length=1000)] = "",
    name: Annotated[str, Form(max_length=200)] = "",
    email: Annotated[str, Form(max_length=320)] = "",
    ticket_id: Annotated[str, Form(max_length=200)] = "",
    verified: Annotated[bool, Form()] = False,
) -> Response:
    """Drafts the pasted ticket; told as it goes on to a page that can listen."""
    if not text.strip():
        raise BadInput("Paste the ticket's text first.")
    try:
        ticket = Ticket(
            id=ticket_id.strip() or None,
            subject=RawText(subject),
            requester=Requester(name=RawText(name) or None, email=RawText(email) or None, verified=verified),
            messages=(Message(sender="requester", text=RawText(text.replace("\r\n", "\n"))),),
        )
    except ValidationError as error:
        raise BadInput(_fields(error)) from None
    if MEDIA in request.headers.get("accept", ""):
        return told(request.app, service, ticket, who, None)
    made, _ = await service.submit(ticket, who)
    await finish(request.app, service.run(made.draft_id))
    return RedirectResponse(f"/sidebar?draft={made.draft_id}", 303)


@router.post("/sidebar/{draft_id}/again")
async def again(request: Request, draft_id: str, who: CurrentActor, service: CurrentService) -> Response:
    """Drafts the same ticket again, with what the agent has verified meanwhile."""
    form = await request.form()
    facts: dict[str, JsonValue] = {
        key.removeprefix("fact:"): str(value) for key, value in form.items() if key.startswith("fact:") and value
    }
    made = await finish(request.app, service.again(draft_id, who, facts))
    return RedirectResponse(f"/sidebar?draft={made.draft_id}", 303)


@router.post("/sidebar/{draft_id}/sent")
async def mark_sent(
    draft_id: str, who: CurrentActor, service: CurrentService, revision: Annotated[int, Form()]
) -> Response:
    """The agent has put the reply into the helpdesk and sent it."""
    await service.send(draft_id, who, revision)
    return RedirectResponse(f"/sidebar?draft={draft_id}", 303)


# -- the review desk -----------------------------------------------------------------------------------------


@router.get("/review")
async def review_queue(
    request: Request, who: CurrentReviewer, service: CurrentService, after: str | None = None
) -> Response:
    """What waits for a person, most urgent first."""
    drafts = list(await service.queue(limit=50, after=after))
    titles = _titles(service)
    here = f"{request.url.path}?{request.url.query}" if after else request.url.path
    more = drafts[-1].draft_id if len(drafts) == 50 else None
    page = {"who": who, "drafts": drafts, "titles": titles, "more": more, "here": here}
    template = "_queue.html" if request.headers.get("hx-request") else "review_queue.html"
    return render(request, template, page)


def _titles(service: Service) -> Mapping[str, str]:
    policies = service.policies
    return {s.id: s.file.title for s in policies.sections.values()} | {
        p.section: p.title for p in policies.pending.values()
    }


@router.get("/review/{draft_id}")
async def review(request: Request, draft_id: str, who: CurrentReviewer, service: CurrentService) -> Response:
    """One draft: masked ticket (or what may be read of a held one), reply with marked findings, policy, decisions."""
    return await _review_page(request, draft_id, who, service)


async def _review_page(
    request: Request,
    draft_id: str,
    who: Actor,
    service: Service,
    problem: str | None = None,
    status: int = 200,
    typed: Typed = NOTHING,
) -> Response:
    draft, state = await service.masked(draft_id)
    held = await service.held_text(draft_id, who)
    section = service.policies_of(draft).sections.get(draft.case.section) if draft.case else None
    signed = [level for s in draft.signatures for level in s.levels]
    page = {
        "who": who,
        "draft": draft,
        "ticket": state.ticket,
        "held": held,
        "section": section,
        "titles": _titles(service),
        "elements": _elements(service, draft),
        "history": await service.history(draft_id),
        "levels": [level for level in Level if level is not Level.AGENT],
        "cannot_approve": _reason(check_can_approve, draft, who, signed),
        "cannot_decide": _reason(check_can_decide, draft, who),
        "problem": problem,
        "typed": typed,
    }
    return render(request, "review.html", page, status=status)


@router.post("/review/{draft_id}")
async def decide(
    request: Request,
    draft_id: str,
    who: CurrentReviewer,
    service: CurrentService,
    decision: Annotated[str, Form()],
    revision: Annotated[int, Form()],
    reason: Annotated[str, Form()] = "",
    body: Annotated[str | None, Form()] = None,
    level: Annotated[str, Form()] = "",
) -> Response:
    """One decision; a refused one shows the page again with the reason, and nothing typed is lost."""
    typed = Typed(decision, reason, body, level)
    try:
        asked = DecisionRequest.model_validate(
            {
                "decision": decision,
                "revision": revision,
                "reason": reason,
                "body": body.replace("\r\n", "\n") if decision == "edit" and body is not None else None,
                "level": (level or None) if decision == "escalate" else None,
            }
        )
        await service.reviews.decide(draft_id, who, asked)  # the page shows it masked: nothing is revealed
    except ValidationError as error:
        return await _review_page(request, draft_id, who, service, _fields(error), 422, typed)
    except CountersignError as error:
        return await _review_page(request, draft_id, who, service, str(error), status_of(error), typed)
    return RedirectResponse(f"/review/{draft_id}", 303)


def _fields(error: ValidationError) -> str:
    return described(error.errors(include_input=False))


# -- policies ------------------------------------------------------------------------------------------------


def _area(section: Section) -> str:
    return section.id.partition("/")[0]


@router.get("/policies")
async def policies(request: Request, who: CurrentActor, service: CurrentService) -> Response:
    compiled = service.policies
    areas = {area: list(found) for area, found in groupby(sorted(compiled.sections.values(), key=_area), key=_area)}
    return render(
        request,
        "policies.html",
        {"who": who, "areas": areas, "sections": compiled.sections.values(), "pending": compiled.pending.values()},
    )


@router.get("/policies/{section:path}")
async def policy(request: Request, section: str, who: CurrentActor, service: CurrentService) -> Response:
    return render(request, "policy.html", {"who": who, "section": service.policies.section(section)})
