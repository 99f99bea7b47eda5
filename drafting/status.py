"""Statuses, the moves between them, who may make each move and which event it writes: tables, and two questions.

A test fails for a status that is missing from a table.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from drafting.errors import Conflict, NotAllowed
from drafting.models import Actor, Approval, Draft, Level, Status

Move = Literal[
    "finish", "fail", "approve", "partly_approve", "edit", "reject", "escalate", "send", "supersede", "retry"
]
Who = Literal["pipeline", "agent", "reviewer"]


class Rule(NamedTuple):
    """One allowed move: from these statuses, to one of those, by whom, written to the log as `event`."""

    sources: frozenset[Status]
    targets: frozenset[Status]
    who: Who
    event: str


S = Status
WAITING: Final = frozenset({S.IN_REVIEW, S.BLOCKED})
OPEN: Final = WAITING | {S.DRAFTING, S.READY, S.APPROVED}
FINAL: Final = frozenset({S.REJECTED, S.SENT, S.SUPERSEDED, S.FAILED})

MOVES: Final[dict[Move, Rule]] = {
    "finish": Rule(frozenset({S.DRAFTING}), frozenset({S.READY, S.IN_REVIEW, S.BLOCKED}), "pipeline", "checked"),
    "fail": Rule(frozenset({S.DRAFTING}), frozenset({S.FAILED}), "pipeline", "failed"),
    "approve": Rule(frozenset({S.IN_REVIEW}), frozenset({S.APPROVED}), "reviewer", "approved"),
    "partly_approve": Rule(frozenset({S.IN_REVIEW}), frozenset({S.IN_REVIEW}), "reviewer", "partly_approved"),
    "edit": Rule(WAITING, WAITING, "reviewer", "edited"),
    "reject": Rule(WAITING, frozenset({S.REJECTED}), "reviewer", "rejected"),
    "escalate": Rule(WAITING, WAITING, "reviewer", "escalated"),
    "send": Rule(frozenset({S.READY, S.APPROVED}), frozenset({S.SENT}), "agent", "sent"),
    "supersede": Rule(OPEN, frozenset({S.SUPERSEDED}), "pipeline", "superseded"),
    "retry": Rule(frozenset({S.DRAFTING}), frozenset({S.DRAFTING}), "pipeline", "resumed"),
}

# What each approval level satisfies. The specialists do not stand in for each other; an executive stands in for all.
SATISFIES: Final[dict[Level, frozenset[Level]]] = {
    Level.AGENT: frozenset({Level.AGENT}),
    Level.REVIEWER: frozenset({Level.AGENT, Level.REVIEWER}),
    Level.LEGAL: frozenset({Level.AGENT, Level.REVIEWER, Level.LEGAL}),
    Level.SECURITY: frozenset({Level.AGENT, Level.REVIEWER, Level.SECURITY}),
    Level.CHILD_SAFETY: frozenset({Level.AGENT, Level.REVIEWER, Level.CHILD_SAFETY}),
    Level.EXECUTIVE: frozenset(Level),
}


def satisfied(levels: Iterable[Level]) -> frozenset[Level]:
    """All levels that a person holding `levels` may sign for."""
    return frozenset().union(*(SATISFIES[level] for level in levels))


def stricter(a: Approval, b: Approval) -> Approval:
    """The approval that satisfies both: the higher level, the other specialist in `also`, reasons in order, once."""
    needed = {a.level, *a.also, b.level, *b.also}
    # a level that another needed level already covers drops out
    kept = {x for x in needed if not any(x in SATISFIES[y] for y in needed - {x})}
    ordered = sorted(kept, key=list(Level).index)
    first = next((level for level in (a.level, b.level) if level in kept), ordered[0])
    rest = tuple(x for x in ordered if x != first)
    return Approval(level=first, also=rest, reasons=tuple(dict.fromkeys((*a.reasons, *b.reasons))))


def check_move(draft: Draft, move: Move) -> Rule:
    """The rule of this move, or Conflict with the reason."""
    rule = MOVES[move]
    if draft.status not in rule.sources:
        raise Conflict(f"A draft that is {draft.status.value.replace('_', ' ')} cannot be changed this way ({move}).")
    return rule


def check_can_decide(draft: Draft, actor: Actor) -> None:
    """Reviewers decide. Raises NotAllowed or Conflict with the reason that the page shows on the disabled button."""
    if not actor.is_reviewer:
        raise NotAllowed("Only a reviewer can decide on a draft.")
    if draft.status not in WAITING:
        raise Conflict(f"This draft is {draft.status.value.replace('_', ' ')}; nothing is waiting for a decision.")


def check_can_approve(draft: Draft, actor: Actor, already: Iterable[Level] = ()) -> frozenset[Level]:
    """The levels still missing after this actor approves; raises NotAllowed with the reason where he may not.

    Who asked is not who approves; a blocked draft is edited first; and the actor must hold a level that is needed.
    """
    check_can_decide(draft, actor)
    if actor.name == draft.requested_by:
        raise NotAllowed("You asked for this draft; another person approves it.")
    if draft.status is S.BLOCKED:
        raise NotAllowed("The checker blocks this draft. Edit it until the block is gone, or reject it.")
    if draft.reply is None:
        raise NotAllowed("There is no reply to approve. Write one with Edit, or reject the draft.")
    needed = {draft.approval.level, *draft.approval.also} - set(already)
    signed = needed & satisfied(actor.levels)
    if not signed:
        raise NotAllowed(
            f"This draft needs approval by {', '.join(sorted(needed))}; you are {', '.join(sorted(actor.levels))}."
        )
    return frozenset(needed - signed)


def check_can_send(draft: Draft) -> None:
    """Only a ready or approved draft leaves, once. Raises Conflict with the reason."""
    if draft.status is S.SENT:
        raise Conflict("This draft was sent already.")
    if draft.status not in MOVES["send"].sources:
        raise Conflict(f"A draft that is {draft.status.value.replace('_', ' ')} cannot be sent.")


def check_change(before: Status, after: Status, event: str) -> None:
    """The store's own check: `event` is the event of a move that leads from `before` to `after`, or NotAllowed."""
    rule = next((rule for rule in MOVES.values() if rule.event == event), None)
    if rule is None:
        raise NotAllowed(f"“{event}” is not the event of a move; nothing was changed.")
    if before not in rule.sources or after not in rule.targets:
        words = [status.value.replace("_", " ") for status in (before, after)]
        raise NotAllowed(f"A draft that is {words[0]} cannot become {words[1]} by “{event.replace('_', ' ')}”.")
