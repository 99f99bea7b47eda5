"""One map from domain errors to HTTP, answered as `application/problem+json` (RFC 9457).

Neither the ticket's words nor a field's value ever stand in an error.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from drafting import errors

PROBLEM_JSON: Final = "application/problem+json"

STATUS: Final[dict[type[errors.CountersignError], HTTPStatus]] = {
    errors.BadInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.NotAllowed: HTTPStatus.FORBIDDEN,
    errors.Conflict: HTTPStatus.CONFLICT,
    errors.Held: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.DrafterFailed: HTTPStatus.BAD_GATEWAY,
    errors.PolicyBroken: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.VaultLocked: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.StoreUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.CountersignError: HTTPStatus.INTERNAL_SERVER_ERROR,
}


class Problem(BaseModel):
    """An error as RFC 9457 writes it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


class Unauthorised(errors.CountersignError):
    """Give an API key as `Authorization: Bearer …`, or sign in."""


def status_of(error: errors.CountersignError) -> HTTPStatus:
    """The HTTP status of a domain error; a subclass counts as its nearest mapped parent."""
    if isinstance(error, Unauthorised):
        return HTTPStatus.UNAUTHORIZED
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def problem(status: HTTPStatus, detail: str) -> JSONResponse:
    body = Problem(title=status.phrase, status=status.value, detail=detail)
    headers = {"WWW-Authenticate": "Bearer"} if status is HTTPStatus.UNAUTHORIZED else None
    return JSONResponse(body.model_dump(), status.value, headers, media_type=PROBLEM_JSON)


ErrorPage = Callable[[Request, HTTPStatus, str], Response]


def install(app: FastAPI, page: ErrorPage) -> None:
    """Registers the handlers: problem+json for programs, `page` for people, the sign-in form for strangers."""

    def answer(request: Request, status: HTTPStatus, detail: str) -> Response:
        for_people = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/v1")
        if not for_people:
            return problem(status, detail)
        if status is HTTPStatus.UNAUTHORIZED:
            return RedirectResponse(f"/sign-in?next={quote(request.url.path)}", HTTPStatus.SEE_OTHER)
        return page(request, status, detail)

    async def domain(request: Request, error: Exception) -> Response:
        assert isinstance(error, errors.CountersignError)
        return answer(request, status_of(error), str(error))

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        places = "; ".join(f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in error.errors()[:5])
        malformed = any(e["type"] == "json_invalid" for e in error.errors())
        return answer(request, HTTPStatus.BAD_REQUEST if malformed else HTTPStatus.UNPROCESSABLE_ENTITY, places)

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return answer(request, HTTPStatus(error.status_code), str(error.detail))

    async def unexpected(request: Request, error: Exception) -> Response:
        return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, f"{type(error).__name__}; nothing was sent.")

    app.add_exception_handler(errors.CountersignError, domain)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(Exception, unexpected)
