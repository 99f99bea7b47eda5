"""Invented secrets in the formats their vendors document, passwords, connection strings and private keys.

Every vendor's prefix is joined to random characters at run time, so that no whole key stands in the repository.
"""

from __future__ import annotations

import base64
import json
import string
from random import Random
from typing import Final, NamedTuple

from tests.support_mail.pieces import NEUTRAL, Piece

CLASSES: Final = {
    "a": string.ascii_letters + string.digits,
    "l": string.ascii_lowercase + string.digits,
    "U": string.ascii_uppercase + string.digits,
    "u": string.ascii_uppercase + "234567",
    "h": "0123456789abcdef",
    "n": string.digits,
    "w": string.ascii_letters + string.digits + "-_",
    "B": string.ascii_letters + string.digits + "+/",
}


class Vendor(NamedTuple):
    """Who issues the key, the variable it is kept in, and its format.

    `form` is read blank by blank: `=text` stands for itself, `a36` for 36 characters of the class `a`. `telling` is
    false for a format that only a key word beside it makes a secret.
    """

    name: str
    variable: str
    form: str
    telling: bool = True


VENDORS: Final = (
    Vendor("AWS access key", "AWS_ACCESS_KEY_ID", "=AKIA u16"),
    Vendor("AWS secret key", "AWS_SECRET_ACCESS_KEY", "B40", telling=False),
    Vendor("GitHub token", "GITHUB_TOKEN", "=ghp_ a36"),
    Vendor("GitHub fine-grained token", "GH_PAT", "=github_pat_ a22 =_ a59"),
    Vendor("GitHub server token", "GH_APP_TOKEN", "=ghs_ a36"),
    Vendor("GitLab token", "GITLAB_TOKEN", "=glpat- w20"),
    Vendor("Slack bot token", "SLACK_BOT_TOKEN", "=xoxb- n12 =- n13 =- a24"),
    Vendor("Stripe key", "STRIPE_SECRET_KEY", "=sk_live_ a24"),
    Vendor("Stripe restricted key", "STRIPE_KEY", "=rk_live_ a24"),
    Vendor("OpenAI key", "OPENAI_API_KEY", "=sk-proj- w20 =T3Blbk =FJ w20"),
    Vendor("Anthropic key", "ANTHROPIC_API_KEY", "=sk-ant- =api03- w93 =AA"),
    Vendor("Google API key", "GOOGLE_API_KEY", "=AIza w35"),
    Vendor("Google OAuth secret", "GOOGLE_CLIENT_SECRET", "=GOCSPX- w28"),
    Vendor("SendGrid key", "SENDGRID_API_KEY", "=SG. w22 =. w43"),
    Vendor("Twilio key", "TWILIO_API_KEY", "=SK h32"),
    Vendor("Twilio auth token", "TWILIO_AUTH_TOKEN", "h32", telling=False),
    Vendor("Mailgun key", "MAILGUN_API_KEY", "=key- h32"),
    Vendor("Mailchimp key", "MAILCHIMP_API_KEY", "h32 =-us14"),
    Vendor("npm token", "NPM_TOKEN", "=npm_ a36"),
    Vendor("PyPI token", "TWINE_PASSWORD", "=pypi- =AgEIcHlwaS5vcmc w80"),
    Vendor("Docker token", "DOCKER_PAT", "=dckr_pat_ w27"),
    Vendor("Hugging Face token", "HF_TOKEN", "=hf_ a34"),
    Vendor("Databricks token", "DATABRICKS_TOKEN", "=dapi h32"),
    Vendor("DigitalOcean token", "DO_TOKEN", "=dop_v1_ h64"),
    Vendor("Heroku key", "HEROKU_API_KEY", "h8 =- h4 =-4 h3 =-a h3 =- h12", telling=False),
    Vendor("Shopify token", "SHOPIFY_TOKEN", "=shpat_ h32"),
    Vendor("Square token", "SQUARE_TOKEN", "=sq0atp- w22"),
    Vendor("Telegram bot token", "TELEGRAM_BOT_TOKEN", "n10 =:AA w33"),
    Vendor("Discord bot token", "DISCORD_TOKEN", "=MT a24 =. w6 =. w38"),
    Vendor("New Relic key", "NEW_RELIC_KEY", "=NRAK- U27"),
    Vendor("Grafana token", "GRAFANA_TOKEN", "=glsa_ a32 =_ h8"),
    Vendor("Linear key", "LINEAR_API_KEY", "=lin_api_ a40"),
    Vendor("Notion token", "NOTION_TOKEN", "=ntn_ a46"),
    Vendor("Airtable token", "AIRTABLE_PAT", "=pat a14 =. h64"),
    Vendor("Atlassian token", "JIRA_API_TOKEN", "=ATATT3 w60 == h8"),
    Vendor("Vault token", "VAULT_TOKEN", "=hvs. w90"),
    Vendor("Terraform token", "TF_API_TOKEN", "a14 =.atlasv1. w64"),
    Vendor("Supabase token", "SUPABASE_TOKEN", "=sbp_ h40"),
    Vendor("PlanetScale password", "PLANETSCALE_PASSWORD", "=pscale_pw_ w43"),
    Vendor("Doppler token", "DOPPLER_TOKEN", "=dp.pt. a43"),
    Vendor("Figma token", "FIGMA_TOKEN", "=figd_ w40"),
    Vendor("Postman key", "POSTMAN_API_KEY", "=PMAK- h24 =- h34"),
    Vendor("Replicate token", "REPLICATE_API_TOKEN", "=r8_ a37"),
    Vendor("RubyGems key", "GEM_HOST_API_KEY", "=rubygems_ h48"),
    Vendor("Cloudflare token", "CLOUDFLARE_API_TOKEN", "w40", telling=False),
    Vendor("Datadog key", "DD_API_KEY", "h32", telling=False),
    Vendor("Azure storage key", "AZURE_STORAGE_KEY", "B86 ===", telling=False),
)
TELLING: Final = tuple(v for v in VENDORS if v.telling)
SCHEMES: Final = (
    ("postgres://app:", "@db.example.com:5432/main"),
    ("postgresql://svc_report:", "@10.0.3.7/reports?sslmode=require"),
    ("mongodb+srv://admin:", "@cluster0.example.net/prod?retryWrites=true"),
    ("mysql://root:", "@mysql.example.org:3306/shop"),
    ("redis://:", "@cache.example.com:6379/0"),
    ("amqp://worker:", "@queue.example.com:5672/%2f"),
    ("Server=sql.example.com;Database=crm;User Id=sa;Password=", ";Encrypt=True"),
    ("DefaultEndpointsProtocol=https;AccountName=shopfiles;AccountKey=", ";EndpointSuffix=core.example.net"),
)
_WORDS: Final = [
    "otter",
    "lantern",
    "copper",
    "sunday",
    "tractor",
    "violet",
    "harbor",
    "pickle",
    "mango",
    "thunder",
    "saddle",
    "winter",
    "pepper",
    "rocket",
]


def some(rng: Random, form: str) -> str:
    """Characters in a form as Vendor describes it."""
    parts = []
    for token in form.split():
        if token.startswith("="):
            parts.append(token[1:])
        else:
            parts.append("".join(rng.choice(CLASSES[token[0]]) for _ in range(int(token[1:]))))
    return "".join(parts)


def secret(rng: Random) -> list[Piece]:
    """A key that its own form gives away."""
    return [Piece(some(rng, rng.choice(TELLING).form), "secret")]


def variable(rng: Random) -> list[Piece]:
    """A line of an environment file or of a configuration."""
    vendor = rng.choice(VENDORS)
    before, after = rng.choice((("=", ""), ('="', '"'), (": ", ""), (" = '", "'"), ("=", "")))
    name = vendor.variable if before in {"=", '="'} else vendor.variable.lower()
    return [Piece(name + before), Piece(some(rng, vendor.form), "secret"), Piece(after)]


def told(rng: Random) -> list[Piece]:
    """A key in a sentence, named by its vendor."""
    vendor = rng.choice(VENDORS)
    return [
        Piece(vendor.name + rng.choice((" ", ": ", " is ", " (", " was "))),
        Piece(some(rng, vendor.form), "secret"),
    ]


def password(rng: Random) -> list[Piece]:
    words = rng.sample(_WORDS, 2)
    n = rng.randint(10, 2024)
    value = rng.choice(
        (
            f"{words[0].title()}{words[1].title()}{n}!", f"{words[0]}{n}", f"{words[0]}-{words[1]}-{n}",
            some(rng, "a12"), f"{words[0].title()}#{n}{words[1][:2]}", some(rng, "a5 =$ a4 =! n2"),
            f"P@ss{words[0]}{n}", f"{words[0].upper()}_{n}",
        )
    )  # fmt: skip
    return [Piece(value, "secret")]


def token(rng: Random) -> list[Piece]:
    """A value without a form of its own; the words beside it make it a secret."""
    return [Piece(some(rng, rng.choice(("h32", "h40", "h64", "a24", "a32", "w43", "B40 ==", "l20", "U32"))), "secret")]


def connection(rng: Random) -> list[Piece]:
    """The password is the secret; the rest of the string may go with it."""
    before, after = rng.choice(SCHEMES)
    value = some(rng, "B86 ===") if "AccountKey" in before else some(rng, rng.choice(("a16", "a8 =$ a5", "w20", "l12")))
    return [Piece(before, NEUTRAL), Piece(value, "secret"), Piece(after, NEUTRAL)]


def jwt(rng: Random) -> list[Piece]:
    parts = (
        {"alg": "HS256", "typ": "JWT"},
        {"sub": str(rng.randint(1000, 99999)), "iat": rng.randint(1_760_000_000, 1_790_000_000)},
    )
    head = ".".join(base64.urlsafe_b64encode(json.dumps(p).encode()).decode().rstrip("=") for p in parts)
    return [Piece(f"{head}.{some(rng, 'w43')}", "secret")]


def private_key(rng: Random) -> list[Piece]:
    """A PEM block of several lines, or of one as JSON holds it."""
    label = rng.choice(("RSA PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY"))
    end = rng.choice(("\n", "\n", "\\n"))
    body = end.join([*(some(rng, "B64") for _ in range(rng.randint(3, 7))), some(rng, "B38 ===")])
    dashes = "-" * 5
    first, last = f"{dashes}BEGIN {label}{dashes}{end}", f"{end}{dashes}END {label}{dashes}"
    return [Piece(first, NEUTRAL), Piece(body, "secret"), Piece(last, NEUTRAL)]


def backup_code(rng: Random) -> list[Piece]:
    return [Piece(rng.choice((some(rng, "n6"), some(rng, "l5 =- l5"), some(rng, "n4 =- n4"))), "secret")]
