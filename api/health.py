"""`/healthz` (the process lives), `/readyz` (it can work), `/metrics` (counts, nothing personal)."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from api.auth import CurrentService
from api.description import problems, shown
from api.errors import problem
from drafting.errors import CountersignError

router = APIRouter()


@router.get("/healthz", responses={200: shown("health"), **problems()})
async def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz", response_model=None, responses={200: shown("ready"), **problems(503)})
async def readyz(request: Request, service: CurrentService) -> Response:
    """Database, vault and policies are there and the redactor is loaded; 503 with the reason until then."""
    warm = request.app.state.warm
    if not warm.done():
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, "The redactor is still loading.")
    if warm.exception() is not None:
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, f"The redactor did not load: {type(warm.exception()).__name__}.")
    try:
        await service.ready()
    except CountersignError as error:
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error))
    return JSONResponse({"status": "ready", "policies": service.policies.digest, "model": service.parts.model})


@router.get(
    "/metrics", response_class=PlainTextResponse, responses={200: shown("metrics", "text/plain"), **problems(503)}
)
async def metrics(service: CurrentService) -> str:
    """Drafts by status, in the text format of Prometheus."""
    counts = await service.parts.store.counts()
    lines = ["# HELP countersign_drafts Drafts by status.", "# TYPE countersign_drafts gauge"]
    lines += [f'countersign_drafts{{status="{status}"}} {count}' for status, count in sorted(counts.items())]
    return "\n".join(lines) + "\n"
