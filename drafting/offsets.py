"""Where a finding stands after placeholders became values, or values placeholders."""

from __future__ import annotations

from drafting.models import Finding
from drafting.ports import Spans


def moved(finding: Finding, spans: Spans, text: str) -> Finding:
    """A finding of the one text in the other, `text`. `spans`: what was replaced, in order, and where it is now.

    A finding that begins or ends inside a replaced span takes in all of it; an omission (0/0) stays where it is.
    """
    if finding.end == 0:
        return finding
    start, end = _position(finding.start, spans, last=False), _position(finding.end, spans, last=True)
    return finding.model_copy(update={"start": start, "end": end, "quote": text[start:end]})


def _position(offset: int, spans: Spans, *, last: bool) -> int:
    shift = 0
    for start, end, new_start, new_end in spans:
        if offset <= start:
            break
        if offset < end:
            return new_end if last else new_start
        shift = new_end - end
    return offset + shift
