"""Which law a hidden place stands for: a country or a US state says nothing about a person, and decides his rights."""

from __future__ import annotations

from typing import Final

_EU: Final = """
austria belgium bulgaria croatia cyprus czechia denmark estonia finland france germany greece hungary iceland ireland
italy latvia liechtenstein lithuania luxembourg malta netherlands norway poland portugal romania slovakia slovenia spain
sweden deutschland holland
"""
_UK: Final = ("united kingdom", "uk", "u.k.", "great britain", "britain", "england", "scotland", "wales")
_US: Final = ("united states", "united states of america", "usa", "us", "u.s.", "u.s.a.", "u.s", "u.s.a", "america")
_STATES: Final = (
    "AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|FL Florida"
    "|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine"
    "|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada"
    "|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma"
    "|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah"
    "|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming"
)
_CODES: Final = {
    **dict.fromkeys(_EU.split(), "EU"),
    **dict.fromkeys(("czech republic", "the netherlands", "european union"), "EU"),
    **dict.fromkeys((*_UK, "northern ireland"), "UK"),
    **dict.fromkeys(_US, "US"),
    **{state[3:].lower(): f"US-{state[:2]}" for state in _STATES.split("|")},
}


def jurisdiction(place: str) -> str | None:
    """`US-CA` for "Fresno, California", `EU` for "Germany"; None for a place that names no such country or state."""
    parts = [part.strip().lower() for part in place.replace("\n", ",").split(",")]
    return next((code for part in reversed(parts) if (code := _CODES.get(part.removeprefix("the ")))), None)
