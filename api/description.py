"""What `/openapi.json` says beyond the routes: examples, the problems each route may answer, how to sign in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import yaml
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.errors import PROBLEM_JSON, Problem

PROBLEMS: Final = {
    400: "The body is not JSON.",
    401: "No valid API key or session.",
    403: "You may not do this.",
    404: "There is no such thing.",
    409: "Somebody else was faster, or the draft has moved on.",
    413: "The body is larger than 4 MiB.",
    422: "A field is wrong; `detail` names it.",
    500: "An error of ours; nothing was sent.",
    503: "Database, vault, policies or redactor do not answer.",
}
ABOUT: Final = (
    "Sign in with an API key as `Authorization: Bearer cs_…` (`countersign people add` makes one). Errors are "
    "`application/problem+json` (RFC 9457) and never repeat what stands in a field."
)
PROBLEM_SCHEMA: Final = {"$ref": "#/components/schemas/Problem"}
BODY: Final = (400, 413, 422)
Answers = dict[int | str, dict[str, Any]]


def example(name: str) -> Any:
    """An example of `examples.yaml`."""
    return _examples()[name]


@cache
def _examples() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "examples.yaml").read_text(encoding="utf-8"))
    return found


def problems(*codes: int) -> Answers:
    """The problem answers of a route; any route may answer 500."""
    return {code: {"model": Problem, "description": PROBLEMS[code]} for code in (*codes, 500)}


def shown(name: str, media: str = "application/json", description: str = "Done.") -> dict[str, Any]:
    """A good answer with its example."""
    return {"description": description, "content": {media: {"example": example(name)}}}


def install(app: FastAPI) -> None:
    """Completes the description that FastAPI makes; it is made once, at the first request for it."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(
                get_openapi(
                    title=app.title,
                    version=app.version,
                    summary=app.summary,
                    description=ABOUT,
                    routes=app.routes,
                )
            )
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]  # FastAPI's own way to extend it


def _completed(schema: dict[str, Any]) -> dict[str, Any]:
    schema.setdefault("components", {})["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    for path, operation in _operations(schema):
        if path.startswith("/v1/"):
            operation["security"] = [{"key": []}]
        answers = operation["responses"]
        if "422" in answers and answers["422"]["description"] != PROBLEMS[422]:
            del answers["422"]  # FastAPI adds it to every route with a parameter; these take any text
        for code, answer in answers.items():
            if int(code) >= HTTPStatus.BAD_REQUEST:
                said = Problem(title=HTTPStatus(int(code)).phrase, status=int(code), detail=answer["description"])
                answer["content"] = {PROBLEM_JSON: {"schema": PROBLEM_SCHEMA, "example": said.model_dump()}}
    for unused in ("HTTPValidationError", "ValidationError"):
        schema["components"]["schemas"].pop(unused, None)
    return schema


def _operations(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in schema["paths"].items():
        for operation in item.values():
            yield path, operation
