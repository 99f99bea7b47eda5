"""Finding and reading the files below `policies/`: each becomes a schema value, or diagnostics."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from drafting.policy import catalogue, schema
from drafting.policy.diagnostics import Diagnostic, did_you_mean
from drafting.policy.explain import explained
from drafting.policy.files import Document, Unreadable, read_markdown, read_yaml
from drafting.policy.kept import KeptFile
from drafting.policy.passed import digest_of
from drafting.policy.values import Common, Section

Model = TypeVar("Model", bound=BaseModel)
IGNORED = {"README.md"}
SCHEMA = "schema.json"  # for editors; a copy of what the code says, so nothing is read from it


class Parts(NamedTuple):
    """What the files hold. A part that could not be read is None or left out; its diagnostics say why."""

    root: Path
    sections: tuple[Section, ...]
    commons: tuple[Common, ...]
    commons_read: bool  # every common.md could be read
    seen: frozenset[str]  # section ids that have a file, readable or not
    company: tuple[schema.Company, Document] | None
    clocks: tuple[schema.ClocksFile, Document] | None
    pending: tuple[schema.PendingFile, Document] | None
    kept: tuple[KeptFile, Document] | None  # also None where there is no such file: then only our own words are kept
    digest: str  # over the names and bytes of all files
    shared: str  # and of those that are no section's


class _Reader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.found: list[Diagnostic] = []

    def name(self, path: Path) -> str:
        return f"{self.root.resolve().name}/{path.relative_to(self.root).as_posix()}"

    def read(self, path: Path, model: type[Model]) -> tuple[Model, Document] | None:
        name = self.name(path)
        try:
            document = read_markdown(path, name) if path.suffix == ".md" else read_yaml(path, name)
        except Unreadable as error:
            self.found.extend(error.found)
            return None
        try:
            return model.model_validate(document.data), document
        except ValidationError as error:
            self.found.extend(explained(error, document, model))
            return None

    def one(self, file: str, model: type[Model]) -> tuple[Model, Document] | None:
        path = self.root / file
        if not path.is_file():
            self.found.append(Diagnostic(self.name(path), 1, "there is no such file", "Every policy folder has one."))
            return None
        return self.read(path, model)


def load(root: Path) -> tuple[Parts | None, list[Diagnostic]]:
    """Reads everything below `root`. None when there is nothing to read."""
    if not root.is_dir():
        return None, [Diagnostic(root.name or str(root), 1, "is not a folder", "Give the folder of the policy files.")]
    reader = _Reader(root)
    paths = sorted(
        p
        for p in root.rglob("*")
        if p.is_file() and not _hidden(p.relative_to(root)) and p.name not in IGNORED and p != root / SCHEMA
    )
    commons = _commons(reader, paths)
    seen: set[str] = set()
    sections: list[Section] = []
    for path in paths:
        parts = path.relative_to(root).parts
        if _is_section(root, path):
            section_id = f"{parts[0]}/{path.stem.partition('@')[0]}"
            seen.add(section_id)
            read = reader.read(path, schema.SectionFile)
            if read:
                sections.append(_section(section_id, *read, commons))
        elif (
            parts not in {("company.yaml",), ("clocks.yaml",), ("pending.yaml",), ("kept.yaml",)}
            and path.name != "common.md"
        ):
            reader.found.append(
                Diagnostic(
                    reader.name(path),
                    1,
                    "is not a policy file",
                    "Sections are <area>/<subtype>.md; beside them common.md and the .yaml files.",
                )
            )
    loaded = Parts(
        root=root,
        sections=tuple(sections),
        commons=commons,
        commons_read=len(commons) == sum(path.name == "common.md" for path in paths),
        seen=frozenset(seen),
        company=reader.one("company.yaml", schema.Company),
        clocks=reader.one("clocks.yaml", schema.ClocksFile),
        pending=reader.one("pending.yaml", schema.PendingFile),
        kept=reader.one("kept.yaml", KeptFile) if (root / "kept.yaml").is_file() else None,
        digest=_digest(root, paths),
        shared=_digest(root, [path for path in paths if not _is_section(root, path)]),
    )
    return loaded, reader.found


def read_one(root: Path, file: str, model: type[Model]) -> tuple[tuple[Model, Document] | None, list[Diagnostic]]:
    """One file below `root` by itself, for who needs no more than that; its diagnostics when it cannot be read."""
    reader = _Reader(root)
    return reader.one(file, model), reader.found


def _commons(reader: _Reader, paths: Sequence[Path]) -> tuple[Common, ...]:
    commons = []
    for path in (p for p in paths if p.name == "common.md"):
        area = path.parent.relative_to(reader.root).as_posix().removeprefix(".")
        if area and area not in catalogue.AREAS:
            reader.found.append(
                Diagnostic(
                    reader.name(path), 1, f'"{area}" is not an area', did_you_mean(area, catalogue.AREAS, "Areas")
                )
            )
        read = reader.read(path, schema.CommonFile)
        if read:
            commons.append(Common(area, *read))
    return tuple(sorted(commons, key=lambda c: c.area))


def _section(section_id: str, file: schema.SectionFile, document: Document, commons: Sequence[Common]) -> Section:
    area = section_id.partition("/")[0]
    above = [common for common in commons if common.area in {"", area}]
    return Section(
        id=section_id,
        file=file,
        rules=(*(rule for common in above for rule in common.file.rules), *file.rules),
        citations=(*file.sources, *(source for common in above for source in common.file.sources)),
        raises=tuple(one for common in above for one in common.file.raises),
        conflicts=tuple(one for common in above for one in common.file.conflicts),
        document=document,
    )


def _is_section(root: Path, path: Path) -> bool:
    return path.suffix == ".md" and len(path.relative_to(root).parts) == 2 and path.name != "common.md"


def _hidden(relative: Path) -> bool:
    return any(part.startswith(".") for part in relative.parts)


def _digest(root: Path, paths: Sequence[Path]) -> str:
    """Over names and bytes."""
    parts = (part for path in paths for part in (path.relative_to(root).as_posix(), path.read_bytes()))
    return f"sha256:{digest_of(*parts)}"
