"""Who is asking: an API key (`Authorization: Bearer cs_…`) or a signed-in page (cookie, with CSRF on every change)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import UTC, datetime
from typing import Annotated

from cryptography.fernet import Fernet, InvalidToken
from fastapi import Depends, Request

from api.errors import Unauthorised
from drafting.errors import NotAllowed
from drafting.models import Actor
from drafting.secret_file import made_once
from drafting.service import Service
from drafting.settings import Settings

COOKIE = "countersign_session"
SESSION_S = 12 * 3600
SIGN_IN_S = 12 * 3600
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Sessions:
    """Signs session cookies and sign-in links with one secret; both end after twelve hours."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self._fernet = Fernet(
            base64.urlsafe_b64encode(hashlib.sha256(b"countersign session\0" + self._secret).digest())
        )

    @classmethod
    def from_settings(cls, settings: Settings) -> Sessions:
        """The secret from the environment, or made once into `data_dir/session.key` (0600)."""
        if settings.session_secret:
            return cls(settings.session_secret.get_secret_value())
        secret = made_once(
            settings.data_dir / "session.key",
            lambda: secrets.token_urlsafe(48).encode(),
            what="session secret",
            variable="COUNTERSIGN_SESSION_SECRET",
        )
        return cls(secret.decode())

    def issue(self, purpose: str, name: str) -> str:
        return self._fernet.encrypt(f"{purpose}\0{datetime.now(UTC).isoformat()}\0{name}".encode()).decode()

    def read(self, purpose: str, token: str, ttl: int) -> tuple[str, datetime] | None:
        """Whose token this is and when it was issued; None when it is forged, expired or meant for something else."""
        try:
            found, at, name = self._fernet.decrypt(token.encode(), ttl).decode().split("\0")
            issued = datetime.fromisoformat(at)
        except (InvalidToken, ValueError):
            return None
        return (name, issued) if hmac.compare_digest(found, purpose) else None

    def csrf(self, session: str) -> str:
        """The token that a page of this session must send back with every change."""
        return hmac.new(self._secret, b"csrf\0" + session.encode(), hashlib.sha256).hexdigest()


def service(request: Request) -> Service:
    found: Service = request.app.state.service
    return found


def sessions(request: Request) -> Sessions:
    found: Sessions = request.app.state.sessions
    return found


async def holder(request: Request, purpose: str, token: str, ttl: int) -> Actor | None:
    """The person a token was issued to. A name that was revoked and given away anew is another person."""
    found = sessions(request).read(purpose, token, ttl)
    return await service(request).parts.store.actor(found[0], known_at=found[1]) if found else None


async def signed_in(request: Request) -> Actor | None:
    """The actor behind the request, or None. A change through a cookie needs the page's CSRF token."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return await service(request).parts.store.actor_by_key(key.strip())
    cookie = request.cookies.get(COOKIE)
    if cookie is None:
        return None
    actor = await holder(request, "session", cookie, SESSION_S)
    if actor is not None and request.method not in SAFE:
        given = request.headers.get("x-csrf-token") or str((await request.form()).get("csrf", ""))
        if not hmac.compare_digest(given.encode(), sessions(request).csrf(cookie).encode()):
            raise NotAllowed("This page is too old to send the form safely. Reload it and try again.")
    return actor


async def actor(found: Annotated[Actor | None, Depends(signed_in)]) -> Actor:
    if found is None:
        raise Unauthorised()
    return found


async def reviewer(who: Annotated[Actor, Depends(actor)]) -> Actor:
    if not who.is_reviewer:
        raise NotAllowed("This needs a reviewer.")
    return who


CurrentActor = Annotated[Actor, Depends(actor)]
CurrentReviewer = Annotated[Actor, Depends(reviewer)]
CurrentService = Annotated[Service, Depends(service)]
