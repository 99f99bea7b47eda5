"""The examples of the API's description are what the API would really answer and take."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from jsonschema import Draft202012Validator

from api.app import create_app
from drafting.settings import Settings

METHODS = {"get", "post", "put", "delete", "patch"}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    app: FastAPI = create_app(Settings())  # described without being started
    return app.openapi()


def contents(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Every body of the description: of requests and of answers."""
    found = []
    for path, item in document["paths"].items():
        assert item.keys() <= METHODS
        for method, operation in item.items():
            bodies = {"body": operation.get("requestBody", {}), **operation["responses"]}
            for name, body in bodies.items():
                found += [(f"{method} {path} {name}", content) for content in body.get("content", {}).values()]
    return found


def given(content: dict[str, Any]) -> list[Any]:
    named = [example["value"] for example in content.get("examples", {}).values()]
    single = [content["example"]] if "example" in content else []
    return [*named, *single, *content["schema"].get("examples", [])]


def test_every_body_has_an_example(document: dict[str, Any]) -> None:
    found = contents(document)
    assert len(found) > 40
    assert not [name for name, content in found if not given(content)]


def test_every_example_fits_its_schema(document: dict[str, Any]) -> None:
    shared = {"components": document["components"]}  # where the references lead
    for name, content in contents(document):
        for example in given(content):
            faults = [
                f"{'.'.join(map(str, fault.absolute_path))}: {fault.message}"
                for fault in Draft202012Validator(shared | content["schema"]).iter_errors(example)
            ]
            assert not faults, f"{name}: {faults}"


def test_every_reference_of_the_description_leads_somewhere(document: dict[str, Any]) -> None:
    missing: list[str] = []

    def follow(value: Any) -> None:
        if isinstance(value, dict):
            reference = value.get("$ref")
            if isinstance(reference, str):
                name = reference.removeprefix("#/components/schemas/")
                missing.extend([reference] if name not in document["components"]["schemas"] else [])
            for part in value.values():
                follow(part)
        elif isinstance(value, list):
            for part in value:
                follow(part)

    follow(document)
    assert not missing


def test_every_operation_has_a_name_of_its_own(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for item in document["paths"].values() for operation in item.values()]
    assert len(names) == len(set(names))
