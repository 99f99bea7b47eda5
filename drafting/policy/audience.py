"""Who may read whose values: the audience profile of a reply, from `may_tell` in the policy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from drafting.models import Role
from drafting.policy.compiler import Policies
from drafting.ports import Origin


def open_origins(policies: Policies, sections: Iterable[str], role: Role | None) -> frozenset[Origin]:
    """The origins whose values a recipient of this role may read: those that the sections open to him; his own else."""
    files = [policies.sections[section].file for section in sections if section in policies.sections]
    told = [file.may_tell[role] for file in files if role in file.may_tell]
    if not told:
        return frozenset({"requester"})
    opened = {name for names in told for name in names}
    known: tuple[Origin, ...] = get_args(Origin)
    return frozenset(origin for origin in known if origin in opened)
