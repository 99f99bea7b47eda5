"""One map from domain errors to HTTP, answered as `application/problem+json` (RFC 9457).

Neither the ticket's words nor a field's value ever stand in an error.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from itertools import islice
from typing import Any, Final
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from drafting import errors

log = logging.getLogger("countersign")
PROBLEM_JSON: Final = "application/problem+json"
NAME: Final = re.compile(r"[A-Za-z_][\w-]{0,39}|\d{1,6}", re.ASCII)

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
    errors.LogBroken: HTTPStatus.SERVICE_UNAVAILABLE,
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


def described(found: Iterable[Mapping[str, Any]]) -> str:
    """What is wrong where, for the first five faults pydantic found: field names, never what stands in a field."""
    return "; ".join(f"{'.'.join(_name(p) for p in e['loc']) or 'input'}: {e['msg']}" for e in islice(found, 5))


def _name(part: object) -> str:
    """A part of a field's path. An unknown key that is no plain name may be customer's words, so it is not repeated."""
    text = str(part)
    return text if NAME.fullmatch(text) else "(a key)"


def problem(status: HTTPStatus, detail: str) -> JSONResponse:
    body = Problem(title=status.phrase, status=status.value, detail=detail)
    headers = {"WWW-Authenticate": "Bearer"} if status is HTTPStatus.UNAUTHORIZED else None
    return JSONResponse(body.model_dump(), status.value, headers, media_type=PROBLEM_JSON)


def broken(error: Exception) -> Problem:
    """What is told of an error nobody foresaw. The log gets its kind and place; its message may quote the ticket."""
    log.error("%s at %s", type(error).__name__, errors.where(error))
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return Problem(title=status.phrase, status=status, detail=f"{type(error).__name__}; nothing was sent.")


ErrorPage = Callable[[Request, HTTPStatus, str], Response]


def install(app: FastAPI, page: ErrorPage) -> Callable[[Request, Exception], Response]:
    """Registers the handlers: problem+json for programs, `page` for people, the sign-in form for strangers.

    Returns the answer to an error nobody foresaw, for `LastResort`: what a handler for `Exception` answers is raised
    again.
    """

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
        places = described(error.errors())
        malformed = any(e["type"] == "json_invalid" for e in error.errors())
        return answer(request, HTTPStatus.BAD_REQUEST if malformed else HTTPStatus.UNPROCESSABLE_ENTITY, places)

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return answer(request, HTTPStatus(error.status_code), str(error.detail))

    app.add_exception_handler(errors.CountersignError, domain)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)

    def unexpected(request: Request, error: Exception) -> Response:
        found = broken(error)
        return answer(request, HTTPStatus(found.status), found.detail)

    return unexpected
