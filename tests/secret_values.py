# ruff: noqa: SIM905 - a list of words is easiest to read and to change as text
"""Invented secrets, built from what each vendor's documentation says of its format, with exact lengths."""

from __future__ import annotations

import base64
import json
import random
import string
import textwrap
import uuid
from collections.abc import Callable
from typing import Final

LOWER, UPPER, DIGITS = string.ascii_lowercase, string.ascii_uppercase, string.digits
ALNUM: Final = LOWER + UPPER + DIGITS
HEX: Final = "0123456789abcdef"
URLSAFE: Final = ALNUM + "_-"
BASE64: Final = ALNUM + "+/"
BASE32: Final = UPPER + "234567"

Make = Callable[[random.Random], str]


def random_of(rng: random.Random, letters: str, count: int) -> str:
    """`count` characters out of `letters`."""
    return "".join(rng.choices(letters, k=count))


def random_base64(rng: random.Random, count: int) -> str:
    """The base64 of `count` bytes."""
    return base64.b64encode(rng.randbytes(count)).decode()


def _jwt(rng: random.Random) -> str:
    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    head = part({"alg": "HS256", "typ": "JWT"})
    return (
        f"{head}.{part({'sub': str(rng.randrange(10**9)), 'iat': rng.randrange(10**9)})}.{random_of(rng, URLSAFE, 43)}"
    )


# Prefixes are cut in two so that no scanner takes this file for a leak.
KEYS: Final[dict[str, Make]] = {
    "aws id": lambda r: "AK" + "IA" + random_of(r, BASE32, 16),
    "aws temporary id": lambda r: "AS" + "IA" + random_of(r, BASE32, 16),
    "google api": lambda r: "AI" + "zaSy" + random_of(r, URLSAFE, 33),
    "google oauth": lambda r: "ya" + "29.a0" + random_of(r, URLSAFE, 120),
    "google client": lambda r: "GOC" + "SPX-" + random_of(r, URLSAFE, 28),
    "azure client": lambda r: random_of(r, ALNUM, 3) + "8" + "Q~" + random_of(r, ALNUM + "_.-~", 34 - 1) + "a",
    "github classic": lambda r: "gh" + "p_" + random_of(r, ALNUM, 36),
    "github app": lambda r: "gh" + "s_" + random_of(r, ALNUM, 36),
    "github fine": lambda r: "github" + "_pat_" + random_of(r, ALNUM, 22) + "_" + random_of(r, ALNUM, 59),
    "gitlab": lambda r: "gl" + "pat-" + random_of(r, URLSAFE, 20),
    "gitlab deploy": lambda r: "gl" + "dt-" + random_of(r, URLSAFE, 20),
    "gitlab runner": lambda r: "gl" + "rt-" + random_of(r, URLSAFE, 20),
    "bitbucket": lambda r: "AT" + "BB" + random_of(r, ALNUM, 32),
    "atlassian": lambda r: "AT" + "ATT3xFfGF0" + random_of(r, URLSAFE, 172) + "=" + random_of(r, HEX.upper(), 8),
    "slack bot": lambda r: (
        "xo" + "xb-" + "-".join((random_of(r, DIGITS, 12), random_of(r, DIGITS, 13), random_of(r, ALNUM, 24)))
    ),
    "slack user": lambda r: (
        "xo" + "xp-" + "-".join((*(random_of(r, DIGITS, 12) for _ in range(3)), random_of(r, HEX, 32)))
    ),
    "slack app": lambda r: (
        "xa"
        + "pp-1-A"
        + random_of(r, UPPER + DIGITS, 10)
        + "-"
        + random_of(r, DIGITS, 13)
        + "-"
        + random_of(r, HEX, 64)
    ),
    "slack webhook": lambda r: (
        "https://hooks."
        + f"slack.com/services/T{random_of(r, UPPER, 8)}/B{random_of(r, UPPER, 10)}/{random_of(r, ALNUM, 24)}"
    ),
    "discord webhook": lambda r: (
        "https://discord." + f"com/api/webhooks/{random_of(r, '123456789', 19)}/{random_of(r, URLSAFE, 68)}"
    ),
    "discord bot": lambda r: (
        base64.b64encode(str(r.randrange(10**17, 10**18)).encode()).decode().rstrip("=")
        + f".{random_of(r, ALNUM, 6)}.{random_of(r, URLSAFE, 38)}"
    ),
    "telegram": lambda r: random_of(r, "123456789", 10) + ":A" + "A" + random_of(r, URLSAFE, 33),
    "stripe": lambda r: "sk" + "_live_" + random_of(r, ALNUM, 24),
    "stripe long": lambda r: "sk" + "_live_51" + random_of(r, ALNUM, 97),
    "stripe restricted": lambda r: "rk" + "_live_" + random_of(r, ALNUM, 24),
    "stripe webhook": lambda r: "wh" + "sec_" + random_of(r, ALNUM, 32),
    "square": lambda r: "EA" + "AAl" + random_of(r, URLSAFE, 59),
    "square secret": lambda r: "sq" + "0csp-" + random_of(r, URLSAFE, 43),
    "braintree": lambda r: (
        "access" + "_token$production$" + random_of(r, LOWER + DIGITS, 16) + "$" + random_of(r, HEX, 32)
    ),
    "shopify": lambda r: "sh" + "pat_" + random_of(r, HEX, 32),
    "sendgrid": lambda r: "S" + "G." + random_of(r, URLSAFE, 22) + "." + random_of(r, URLSAFE, 43),
    "mailgun": lambda r: "ke" + "y-" + random_of(r, HEX, 32),
    "mailchimp": lambda r: random_of(r, HEX, 32) + "-us" + str(r.randint(1, 21)),
    "brevo": lambda r: "xkey" + "sib-" + random_of(r, HEX, 64) + "-" + random_of(r, ALNUM, 16),
    "resend": lambda r: "r" + "e_" + random_of(r, ALNUM, 8) + "_" + random_of(r, ALNUM, 24),
    "twilio": lambda r: "S" + "K" + random_of(r, HEX, 32),
    "openai": lambda r: "sk" + "-" + random_of(r, ALNUM, 20) + "T3Blbk" + "FJ" + random_of(r, ALNUM, 20),
    "openai project": lambda r: (
        "sk" + "-proj-" + random_of(r, URLSAFE, 74) + "T3Blbk" + "FJ" + random_of(r, URLSAFE, 74)
    ),
    "anthropic": lambda r: "sk" + "-ant-api03-" + random_of(r, URLSAFE, 93) + "AA",
    "openrouter": lambda r: "sk" + "-or-v1-" + random_of(r, HEX, 64),
    "groq": lambda r: "gs" + "k_" + random_of(r, ALNUM, 52),
    "hugging face": lambda r: "h" + "f_" + random_of(r, LOWER + UPPER, 34),
    "replicate": lambda r: "r" + "8_" + random_of(r, ALNUM, 37),
    "perplexity": lambda r: "pp" + "lx-" + random_of(r, ALNUM, 48),
    "xai": lambda r: "xa" + "i-" + random_of(r, ALNUM, 80),
    "npm": lambda r: "np" + "m_" + random_of(r, ALNUM, 36),
    "pypi": lambda r: "py" + "pi-AgEIcHlwaS5vcmc" + random_of(r, URLSAFE, 150),
    "rubygems": lambda r: "ruby" + "gems_" + random_of(r, HEX, 48),
    "nuget": lambda r: "o" + "y2" + random_of(r, LOWER + DIGITS, 43),
    "crates": lambda r: "c" + "io" + random_of(r, ALNUM, 32),
    "docker": lambda r: "dckr" + "_pat_" + random_of(r, URLSAFE, 27),
    "digitalocean": lambda r: "do" + "p_v1_" + random_of(r, HEX, 64),
    "databricks": lambda r: "da" + "pi" + random_of(r, HEX, 32),
    "vault": lambda r: "hv" + "s." + random_of(r, URLSAFE, 95),
    "terraform": lambda r: random_of(r, ALNUM, 14) + ".atlas" + "v1." + random_of(r, URLSAFE, 67),
    "doppler": lambda r: "d" + "p.pt." + random_of(r, ALNUM, 43),
    "pulumi": lambda r: "pu" + "l-" + random_of(r, HEX, 40),
    "planetscale": lambda r: "pscale" + "_tkn_" + random_of(r, URLSAFE, 43),
    "supabase": lambda r: "sb" + "p_" + random_of(r, HEX, 40),
    "supabase secret": lambda r: "sb" + "_secret_" + random_of(r, URLSAFE, 22) + "_" + random_of(r, URLSAFE, 8),
    "netlify": lambda r: "nf" + "p_" + random_of(r, ALNUM, 36),
    "cloudflare": lambda r: "cf" + "ut_" + random_of(r, ALNUM, 40) + random_of(r, HEX, 8),
    "heroku": lambda r: "HRKU" + "-AA" + random_of(r, URLSAFE, 58),
    "grafana": lambda r: "gl" + "sa_" + random_of(r, ALNUM, 32) + "_" + random_of(r, HEX, 8),
    "new relic": lambda r: "NR" + "AK-" + random_of(r, UPPER + DIGITS, 27),
    "sentry": lambda r: "sntr" + "yu_" + random_of(r, HEX, 64),
    "dynatrace": lambda r: "dt" + "0c01." + random_of(r, BASE32, 24) + "." + random_of(r, BASE32, 64),
    "linear": lambda r: "li" + "n_api_" + random_of(r, ALNUM, 40),
    "notion": lambda r: "nt" + "n_" + random_of(r, DIGITS, 11) + random_of(r, ALNUM, 35),
    "airtable": lambda r: "pa" + "t" + random_of(r, ALNUM, 14) + "." + random_of(r, HEX, 64),
    "asana": lambda r: "1/" + random_of(r, "123456789", 16) + ":" + random_of(r, HEX, 32),
    "figma": lambda r: "fi" + "gd_" + random_of(r, URLSAFE, 40),
    "postman": lambda r: "PM" + "AK-" + random_of(r, HEX, 24) + "-" + random_of(r, HEX, 34),
    "dropbox": lambda r: "s" + "l." + random_of(r, URLSAFE, 135),
    "hubspot": lambda r: "pa" + "t-na1-" + random_uuid(r),
    "mapbox": lambda r: "s" + "k.eyJ1Ijoi" + random_of(r, ALNUM, 70) + "." + random_of(r, URLSAFE, 22),
    "tailscale": lambda r: "ts" + "key-auth-k" + random_of(r, ALNUM, 11) + "-" + random_of(r, ALNUM, 32),
    "age": lambda r: "AGE-SECRET" + "-KEY-1" + random_of(r, "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58),
    "launchdarkly": lambda r: "sd" + "k-" + random_uuid(r),
    "jwt": _jwt,
}


def random_uuid(rng: random.Random) -> str:
    """A UUID of version 4."""
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


NOUNS: Final = "Sommer Dragon Falke Orange Monkey Winter Kaktus Rocket Marlin Tulpe Bronze Harbor Pepper Ziggy".split()


def password(rng: random.Random) -> str:
    """What people choose: a word with digits and a mark, leet, a generator's output, a passphrase with hyphens."""
    noun = rng.choice(NOUNS)
    return rng.choice(
        (
            lambda: noun + str(rng.randint(1, 2030)) + rng.choice("!!!?#$*"),
            lambda: noun.lower() + str(rng.randint(10, 9999)),
            lambda: noun.translate(str.maketrans("aeiors", "4310r5")) + rng.choice("!@#&") + str(rng.randint(2, 99)),
            lambda: random_of(rng, ALNUM, 9) + rng.choice("!@#$%^&*") + random_of(rng, ALNUM, 5) + "7",
            lambda: "-".join(w.lower() for w in rng.sample(NOUNS, 4)),
            lambda: rng.choice(("P@ss", "Qw3rty", "Adm1n", "L3tme1n")) + noun + str(rng.randint(1, 999)),
        )
    )()


def generic_key(rng: random.Random) -> str:
    """A key without a prefix, as many vendors still issue them: hex, mixed letters and digits, base64."""
    return rng.choice(
        (
            lambda: random_of(rng, HEX, 32),
            lambda: random_of(rng, HEX, 40),
            lambda: random_of(rng, ALNUM, 32),
            lambda: random_of(rng, ALNUM, 24) + "9",
            lambda: random_base64(rng, 30),
            lambda: random_of(rng, URLSAFE, 43),
            lambda: random_uuid(rng),
        )
    )()


def armoured(rng: random.Random, kind: str, cut: bool) -> str:
    """A block in armour; `cut` leaves its END line out."""
    body = "\n".join(textwrap.wrap("MIIE" + random_base64(rng, 300), 64))
    return f"-----BEGIN {kind}-----\n{body}" + ("" if cut else f"\n-----END {kind}-----")
