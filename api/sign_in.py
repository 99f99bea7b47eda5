"""Signing in to the pages: by link or API key, and out again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.auth import COOKIE, SESSION_S, SIGN_IN_S, CurrentActor, CurrentService, holder, sessions, signed_in
from api.views import render
from drafting.models import Actor

router = APIRouter(default_response_class=HTMLResponse)
START = "/sidebar"


def _local(path: str) -> str:
    """Only a path of our own: a sign-in link must not lead elsewhere."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if ours else START


@router.get("/")
async def root(who: Annotated[Actor | None, Depends(signed_in)]) -> Response:
    return RedirectResponse("/sign-in" if who is None else ("/review" if who.is_reviewer else START), 303)


@router.get("/sign-in")
async def sign_in_page(request: Request, token: str = "", next: str = START) -> Response:
    """A sign-in link, or the form for an API key."""
    if token:
        who = await holder(request, "sign-in", token, SIGN_IN_S)
        if who is not None:
            return _signed_in(request, who.name, next)
        return render(
            request, "sign_in.html", {"problem": "This link is no longer valid.", "next": _local(next)}, status=401
        )
    return render(request, "sign_in.html", {"problem": None, "next": _local(next)})


@router.post("/sign-in")
async def sign_in(
    request: Request,
    service: CurrentService,
    key: Annotated[str, Form(max_length=200)],
    next: Annotated[str, Form()] = START,
) -> Response:
    """Trades an API key for a session cookie."""
    who = await service.parts.store.actor_by_key(key.strip())
    if who is None:
        return render(request, "sign_in.html", {"problem": "This key is not valid.", "next": _local(next)}, status=401)
    return _signed_in(request, who.name, next)


def _signed_in(request: Request, name: str, next: str) -> Response:
    response = RedirectResponse(_local(next), 303)
    response.set_cookie(
        COOKIE,
        sessions(request).issue("session", name),
        max_age=SESSION_S,
        httponly=True,
        samesite="lax",  # "strict" would drop it after a sign-in link in a message; forms carry a token of their own
        secure=request.url.scheme == "https",
    )
    return response


@router.post("/sign-out")
async def sign_out(who: CurrentActor) -> Response:
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(COOKIE)
    return response
