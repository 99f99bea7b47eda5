"""Invented postal addresses of six countries, free forms, towns, coordinates and licence plates."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random
from typing import Final, NamedTuple

from tests.support_mail.people import HERE
from tests.support_mail.pieces import NEUTRAL, Piece, words

BASES: Final = words(
    "Larkspur Rowan Juniper Cinder Magnolia Harbour Old_Mill Foxglove Chestnut Quarry Windmill St._Anselm "
    "Copperfield Bluebell Orchard Sycamore Lantern Millbrook Hawthorn Prospect Tannery Ferry Kingfisher "
    "Saltmarsh Wren"
)
AMERICAN: Final = (
    ("Dayton", "OH", "454"), ("Spokane", "WA", "992"), ("Chattanooga", "TN", "374"), ("Des Moines", "IA", "503"),
    ("Albuquerque", "NM", "871"), ("Fresno", "CA", "937"), ("Baton Rouge", "LA", "708"), ("Duluth", "MN", "558"),
    ("Brooklyn", "NY", "112"), ("Tallahassee", "FL", "323"), ("Boise", "ID", "837"), ("Lubbock", "TX", "794"),
)  # fmt: skip
STATES: Final = {
    "OH": "Ohio",
    "WA": "Washington",
    "TN": "Tennessee",
    "CA": "California",
    "NY": "New York",
    "TX": "Texas",
}
BRITISH: Final = (
    ("Leeds", "LS"), ("Stockport", "SK"), ("Inverness", "IV"), ("Swansea", "SA"), ("Ipswich", "IP"), ("Carlisle", "CA"),
    ("Wolverhampton", "WV"), ("London", "SE"), ("Bristol", "BS"), ("Glasgow", "G"), ("Cardiff", "CF"), ("York", "YO"),
)  # fmt: skip
GERMAN: Final = (
    ("Köln", "506"), ("Wuppertal", "421"), ("Göttingen", "370"), ("Berlin", "104"), ("München", "803"),
    ("Leipzig", "041"), ("Würzburg", "970"), ("Freiburg im Breisgau", "791"), ("Saarbrücken", "661"),
)  # fmt: skip
GERMAN_STREETS: Final = words(
    "Lindenstraße Am_Alten_Markt Rosenweg Goethestr. Hauptstraße Schillerplatz An_der_Mühle Birkenallee "
    "Mozartstr. Kirchgasse Unter_den_Ulmen Sonnenhang Gartenstrasse"
)
FRENCH: Final = (
    ("Lyon", "6900"), ("Besançon", "2500"), ("Clermont-Ferrand", "6300"), ("Perpignan", "6600"), ("Paris", "7501"),
    ("Nantes", "4400"), ("Saint-Étienne", "4200"), ("Angoulême", "1600"),
)  # fmt: skip
FRENCH_STREETS: Final = words(
    "rue_des_Tilleuls avenue_Jean_Jaurès place_de_l'Église chemin_du_Moulin boulevard_Voltaire "
    "impasse_des_Lilas quai_de_la_Fosse allée_des_Acacias rue_Saint-Martin"
)
INDIAN: Final = (
    ("Bengaluru", "Karnataka", "560"), ("Pune", "Maharashtra", "411"), ("Coimbatore", "Tamil Nadu", "641"),
    ("Lucknow", "Uttar Pradesh", "226"), ("Nagpur", "Maharashtra", "440"), ("New Delhi", "Delhi", "110"),
    ("Visakhapatnam", "Andhra Pradesh", "530"), ("Kochi", "Kerala", "682"),
)  # fmt: skip
INDIAN_AREAS: Final = [
    "Indiranagar",
    "Jayanagar",
    "Banjara_Hills",
    "Gandhi_Nagar",
    "Lajpat_Nagar",
    "Anna_Salai",
    "Koregaon_Park",
    "Sector_14",
]
CANADIAN: Final = (
    ("Saskatoon", "SK", "S7"), ("Moncton", "NB", "E1"), ("Kelowna", "BC", "V1"), ("Winnipeg", "MB", "R3"),
    ("Toronto", "ON", "M5"), ("Halifax", "NS", "B3"), ("Montréal", "QC", "H2"), ("Ottawa", "ON", "K1"),
)  # fmt: skip


class Address(NamedTuple):
    """The lines of an address without name and country."""

    lines: tuple[str, ...]
    country: str
    town: str

    def one_line(self) -> list[Piece]:
        return [Piece(", ".join(self.lines), "address")]

    def block(self, rng: Random) -> list[Piece]:
        pieces = [Piece("\n".join(self.lines), "address")]
        if rng.random() < 0.5:
            pieces += [Piece("\n"), Piece(self.country, NEUTRAL)]
        return pieces


def _american(rng: Random) -> Address:
    town, state, code = rng.choice(AMERICAN)
    street = f"{rng.randint(12, 9890)} {_direction(rng)}{_base(rng)} {_ending(rng)}"
    unit = rng.choice(("", "", " Apt 3B", ", Apt. 12", " #204", ", Unit 7", ", Suite 310", " Ste. 1400"))
    zip_code = f"{code}{rng.randint(0, 99):02}" + rng.choice(("", "", f"-{rng.randint(1000, 9999)}"))
    state = STATES.get(state, state) if rng.random() < 0.2 else state
    lines = (f"P.O. Box {rng.randint(100, 9999)}",) if rng.random() < 0.1 else (street + unit,)
    return Address((*lines, f"{town}, {state} {zip_code}"), "USA", town)


def _british(rng: Random) -> Address:
    town, code = rng.choice(BRITISH)
    street = f"{rng.randint(1, 240)}{rng.choice(('', '', '', 'a', 'B'))} {_base(rng)} {_british_ending(rng)}"
    post = f"{code}{rng.randint(1, 19)} {rng.randint(1, 9)}{rng.choice('ABDEFGHJLN')}{rng.choice('PQRSTUWXYZ')}"
    above = rng.choice(((), (), (f"Flat {rng.randint(1, 40)}",), (f"{_base(rng)} House",), ("The Old Rectory",)))
    lines = (*above, street, f"{town} {post}") if rng.random() < 0.6 else (*above, street, town, post)
    return Address(lines, rng.choice(("United Kingdom", "UK", "England")), town)


def _german(rng: Random) -> Address:
    town, code = rng.choice(GERMAN)
    street = f"{rng.choice(GERMAN_STREETS)} {rng.randint(1, 190)}{rng.choice(('', '', 'a', ' b'))}"
    post = rng.choice(("", "", "D-")) + f"{code}{rng.randint(10, 99)}"
    return Address((street, f"{post} {town}"), "Germany", town)


def _french(rng: Random) -> Address:
    town, code = rng.choice(FRENCH)
    number = f"{rng.randint(1, 180)}{rng.choice(('', '', ' bis', ' ter'))}{rng.choice((' ', ', '))}"
    above = rng.choice(((), (), ("Bâtiment C",), ("Résidence Les Cèdres",)))
    street = number + rng.choice(FRENCH_STREETS)
    return Address((*above, street, f"{code}{rng.randint(1, 9)} {town}"), "France", town)


def _indian(rng: Random) -> Address:
    town, state, code = rng.choice(INDIAN)
    house = rng.choice(
        ("H.No. 4-56/2", "Flat 302, Sai Residency", "Plot No. 17", "No. 48/1, 2nd Floor", "B-114", "12/7")
    )
    road = rng.choice((f"{rng.randint(2, 9)}th Cross", f"{_base(rng)} Road", "MG Road", f"{rng.randint(2, 9)}th Main"))
    pin = code + f"{rng.randint(1, 99):03}"
    tail = (f"{town} - {pin}", state) if rng.random() < 0.5 else (f"{town}, {state} {pin[:3]} {pin[3:]}",)
    return Address((house, f"{road}, {rng.choice(INDIAN_AREAS)}", *tail), "India", town)


def _canadian(rng: Random) -> Address:
    town, province, code = rng.choice(CANADIAN)
    letters = "ABCEGHJKLMNPRSTVWXYZ"
    post = f"{code}{rng.choice(letters)} {rng.randint(0, 9)}{rng.choice(letters)}{rng.randint(0, 9)}"
    number = rng.choice((f"{rng.randint(2, 40)}-", "", "")) + str(rng.randint(100, 4800))
    street = f"{number} rue Saint-Hubert" if province == "QC" else f"{number} {_base(rng)} {_ending(rng)}"
    return Address((street, f"{town}{rng.choice((', ', ' '))}{province} {post}"), "Canada", town)


COUNTRIES: Final[tuple[Callable[[Random], Address], ...]] = (
    _american, _american, _british, _british, _german, _french, _indian, _canadian,
)  # fmt: skip


def an_address(rng: Random) -> Address:
    return rng.choice(COUNTRIES)(rng)


@cache
def towns() -> tuple[str, ...]:
    return words((HERE / "towns.txt").read_text(encoding="utf-8"))


def free_form(rng: Random) -> list[Piece]:
    """An address as people say it."""
    number, street, town = rng.randint(2, 890), f"{_base(rng)} {_ending(rng)}", rng.choice(towns())
    shape = rng.randint(0, 5)
    if shape == 0:
        return [
            Piece("the yellow house at ", NEUTRAL),
            Piece(f"{number} {street}", "address"),
            Piece(" in ", NEUTRAL),
            Piece(town, "town"),
        ]
    if shape == 1:
        return [Piece(f"{street} {number}", "address"), Piece(" in ", NEUTRAL), Piece(town, "town")]
    if shape == 2:
        other = f"{_base(rng)} {_ending(rng)}"
        return [
            Piece("the corner of ", NEUTRAL),
            Piece(f"{street} and {other}", "address"),
            Piece(", "),
            Piece(town, "town"),
        ]
    if shape == 3:
        return [Piece(f"{number} {street}, 2nd floor, {town}", "address")]
    if shape == 4:
        return [Piece(f"PO Box {number}, {town}", "address")]
    return [
        Piece(f"Apt {rng.randint(1, 9)}C, {number} {street}", "address"),
        Piece(" near ", NEUTRAL),
        Piece(town, "town"),
    ]


def coordinates(rng: Random) -> list[Piece]:
    lat, lon = rng.uniform(-60, 68), rng.uniform(-160, 170)
    exact = f"{lat:.{rng.randint(4, 6)}f}, {lon:.{rng.randint(4, 6)}f}"
    minutes, seconds = rng.randint(1, 59), rng.randint(1, 59)
    degrees = (
        f"{abs(int(lat))}°{minutes}'{seconds}\"{'N' if lat > 0 else 'S'} "
        f"{abs(int(lon))}°{seconds}'{minutes}\"{'E' if lon > 0 else 'W'}"
    )
    north = f"{abs(lat):.4f}° {'N' if lat > 0 else 'S'}, {abs(lon):.4f}° {'E' if lon > 0 else 'W'}"
    return [Piece(rng.choice((exact, exact, f"{lat:.5f},{lon:.5f}", degrees, north)), "coordinates")]


def plate(rng: Random) -> list[Piece]:
    def some(letters: int) -> str:
        return "".join(rng.choice("ABCDEFGHJKLMNPRSTVWXY") for _ in range(letters))

    n = rng.randint
    value = rng.choice(
        (
            f"{n(1, 9)}{some(3)}{n(100, 999)}",
            f"{some(2)}{n(51, 74)} {some(3)}",
            f"{rng.choice(('B', 'K', 'HH', 'GÖ', 'WÜ'))}-{some(2)} {n(10, 9999)}",
            f"{some(2)}-{n(100, 999)}-{some(2)}",
            f"MH {n(10, 48)} {some(2)} {n(1000, 9999)}",
            f"{some(3)}-{n(1000, 9999)}",
            f"{some(3)} {n(100, 999)}",
        )
    )
    return [Piece(value, "licence plate")]


def _base(rng: Random) -> str:
    return rng.choice(BASES)


def _ending(rng: Random) -> str:
    return rng.choice(
        (
            "Street",
            "St",
            "St.",
            "Avenue",
            "Ave",
            "Ave.",
            "Road",
            "Rd",
            "Lane",
            "Ln",
            "Drive",
            "Dr",
            "Blvd",
            "Court",
            "Way",
            "Pkwy",
        )
    )


def _british_ending(rng: Random) -> str:
    return rng.choice(
        ("Road", "Street", "Close", "Crescent", "Gardens", "Terrace", "Lane", "Mews", "Grove", "Way", "Hill")
    )


def _direction(rng: Random) -> str:
    return rng.choice(("", "", "", "N ", "West ", "SE ", "E. "))
