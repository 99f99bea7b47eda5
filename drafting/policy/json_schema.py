"""The JSON Schema of the policy files, for editors: keys complete themselves, and a slip is underlined as it is typed.

`countersign policy schema` prints it, and `policies/schema.json` is the copy that editors read. Lint knows far more; a
file that fits the schema is only well formed.
"""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from drafting.policy import catalogue, schema
from drafting.policy.kept import KeptFile

# A key that only one kind of file has, and the kind; what has none of them is a common.md
_KINDS: Final[tuple[tuple[str, type[BaseModel]], ...]] = (
    ("section", schema.SectionFile),
    ("clocks", schema.ClocksFile),
    ("categories", KeptFile),
    ("sections", schema.PendingFile),
    ("legal_name", schema.Company),
)


class _Untitled(GenerateJsonSchema):
    """Without a title beside each key that only repeats the key."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def json_schema() -> dict[str, Any]:
    """One schema for every policy file. Which kind a file is shows in its keys, so that editors need no other hint."""
    models: list[type[BaseModel]] = [*(model for _, model in _KINDS), schema.CommonFile]
    references, definitions = models_json_schema(
        [(model, "validation") for model in models], schema_generator=_Untitled
    )
    chosen: dict[str, Any] = references[schema.CommonFile, "validation"]
    for key, model in reversed(_KINDS):
        chosen = {"if": {"required": [key]}, "then": references[model, "validation"], "else": chosen}
    for kind, key in (("SectionFile", "section"), ("Pending", "section")):
        definitions["$defs"][kind]["properties"][key]["enum"] = list(catalogue.SECTIONS)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A policy file of Countersign",
        **chosen,
        **definitions,
    }
