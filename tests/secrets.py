"""Seeded tickets with a secret in them, and look-alikes that are none.

The values are built from the vendors' formats, not from our expressions. Carriers come in two families: `TUNED` ones
were read while the rules were written, `UNSEEN` ones were not: never look at what fails there, only at the figure.
"""

from __future__ import annotations

import hashlib
import random
import textwrap
from typing import Final, NamedTuple

from tests.secret_structures import structured_secret
from tests.secret_values import (
    DIGITS,
    HEX,
    KEYS,
    LOWER,
    NOUNS,
    Make,
    armoured,
    generic_key,
    password,
    random_base64,
    random_of,
    random_uuid,
)


class Marked(NamedTuple):
    """A text and the values in it that must be hidden (none in a look-alike)."""

    kind: str
    text: str
    values: tuple[str, ...]


TUNED_KEY: Final = (
    "Hi, I pushed {} by mistake, please remove it.",
    'leaked in line 12 of config.py:\n```\nTOKEN = "{}"\n```',
    "Someone published my key {} on your platform.",
    "export API_KEY={}\nnpm run deploy",
    '{{"credentials": {{"key": "{}"}}}}',
    'curl -H "Authorization: Bearer {}" https://api.example.com/v1/me',
    "It is {}.",
    "the file .env has SECRET_KEY={} in it",
)
TUNED_PASSWORD: Final = (
    "The password is {}",
    "my password is {} and I cannot log in",
    "pw: {}",
    "Password: {}\nThanks",
    "login with admin / {}",
    "username: bob\npassword: {}\n",
    'DB_PASSWORD="{}"',
    "mysql -u root -p{} shop",
    "curl -u admin:{} https://intranet.example.com/api",
    "the password for the staging server is {}",
    "I changed my password to {} yesterday",
    "<password>{}</password>",
    "credentials: admin:{}",
    "Server=db.example.com;Database=shop;User Id=sa;Password={};Encrypt=True",
    "postgres://app:{}@db.example.com:5432/shop",
    "define('DB_PASSWORD', '{}');",
    "spring.datasource.password={}",
)
TUNED_GENERIC: Final = (
    "my api key is {}",
    "API_KEY={}",
    "api_key: {}",
    "X-Api-Key: {}",
    'client_secret = "{}"',
    '"access_token": "{}"',
    "the leaked secret key {} must go",
    "Authorization: Token {}",
    "HEROKU_API_KEY: {}",
    "//registry.example.com/:_authToken={}",
)
UNSEEN_KEY: Final = (
    "Dear team,\n\na former contractor of ours uploaded {} to a public gist last night.",
    "> see the log below\n> 2026-03-01 12:00:01 DEBUG using {} for upstream\n",
    "In settings.yaml there is still `{}`, can you purge the cache?",
    'resource "vendor_account" "main" {{\n  credential = "{}"\n}}',
    "steps:\n  - run: deploy --auth {}\n",
    "We rotated it already, but for the record it was {}, visible since Monday.",
    "| service | value |\n|---|---|\n| prod | {} |",
    '<add key="VendorKey" value="{}" />',
    "os.environ['VENDOR'] = '{}'  # remove me",
    "found ({}) in the history of the fork",
)
UNSEEN_PASSWORD: Final = (
    "I always used {} as my password on that site.",
    "Please test it yourself, user demo, password {}.",
    "His Wi-Fi password was {}, he posted it in the readme",
    "machine git.example.com login bob password {}",
    "  environment:\n    - MYSQL_ROOT_PASSWORD={}\n",
    "$conn = mysqli_connect('localhost', 'shop', '{}', 'orders');",
    "The file said root_pw = '{}'",
    "ldap_bind_passwd {}",
    "Passwort lautet {}",
    "requests.get(url, auth=('svc', '{}'))",
    'He told everyone that the admin password is "{}".',
    "sshpass -p '{}' ssh deploy@203.0.113.9",
    "host=203.0.113.7 port=5432 dbname=app user=app password={}",
    "jdbc:mysql://203.0.113.8:3306/crm?user=crm&password={}",
    "amqp://worker:{}@mq.example.com:5672/jobs",
    "- name: SMTP_PASSWORD\n  value: {}\n",
    "you can sign in as reviewer@example.com / {}",
    "--password {} --force",
    'psql "dbname=app password={}"',
    "new passphrase: {}",
)
UNSEEN_GENERIC: Final = (
    "The Datadog API key {} is in their repo.",
    "const apiToken = '{}';",
    "Ocp-Apim-Subscription-Key: {}",
    "<apiKey>{}</apiKey>",
    "their Algolia admin key: {}",
    "twilio_auth_token => '{}'",
    "client secret for the app is {}",
    'SENTRY_AUTH_TOKEN: "{}"',
    "please revoke access token {} now",
    "--token={}",
    "?access_token={} was in the referer",
    "JWT_SIGNING_KEY = {}",
)


def secrets(count: int, seed: int, *, unseen: bool = False) -> list[Marked]:
    """Texts with a secret each (some with several). `unseen` takes the carriers that nobody tuned on."""
    rng = random.Random(seed)
    made = []
    for number in range(count):
        family = number % 10
        if family < 4:
            kind = rng.choice(tuple(KEYS))
            value = KEYS[kind](rng)
            text = rng.choice(UNSEEN_KEY if unseen else TUNED_KEY).format(value)
            made.append(Marked(kind, text, (value,)))
        elif family < 7:
            value = password(rng)
            text = rng.choice(UNSEEN_PASSWORD if unseen else TUNED_PASSWORD).format(value)
            made.append(Marked("password", text, (value,)))
        elif family < 8:
            value = generic_key(rng)
            text = rng.choice(UNSEEN_GENERIC if unseen else TUNED_GENERIC).format(value)
            made.append(Marked("generic", text, (value,)))
        else:
            made.append(Marked(*structured_secret(rng, unseen)))
    return made


def _digest(rng: random.Random, name: str) -> str:
    return hashlib.new(name, rng.randbytes(20)).hexdigest()


_SAFE_VALUES: Final[dict[str, Make]] = {
    "commit": lambda r: _digest(r, "sha1"),
    "short commit": lambda r: _digest(r, "sha1")[: r.choice((7, 8, 10, 12))],
    "sha256": lambda r: _digest(r, "sha256"),
    "sha512": lambda r: _digest(r, "sha512"),
    "md5": lambda r: _digest(r, "md5"),
    "uuid": random_uuid,
    "version": lambda r: f"v{r.randint(0, 30)}.{r.randint(0, 99)}.{r.randint(0, 99)}-rc.{r.randint(1, 9)}",
    "order": lambda r: f"ORD-2026-{r.randrange(10**7):07d}",
    "file": lambda r: f"src/components/{r.choice(NOUNS)}TokenProvider{r.randint(1, 99)}.tsx",
    "class": lambda r: f"css-{random_of(r, LOWER + DIGITS, 7)}-{r.choice(NOUNS)}Root",
    "url": lambda r: (
        f"https://blog.example.com/2026/{r.randint(1, 12):02d}/how-we-rotated-every-api-key-in-"
        f"{r.randint(2, 9)}-days-{random_of(r, HEX, 12)}"
    ),
    "image": lambda r: "data:image/png;base64,iVBORw0KGgo" + random_base64(r, 150),
    "blob": lambda r: "\n".join(textwrap.wrap(random_base64(r, 400), 76)),
    "sri": lambda r: "sha384-" + random_base64(r, 48),
    "lock": lambda r: "sha512-" + random_base64(r, 64),
    "docker": lambda r: "registry.example.com/app@sha256:" + _digest(r, "sha256"),
    "etag": lambda r: f'ETag: "{random_of(r, HEX, 32)}-{r.randint(2, 40)}"',
    "ssh public key": lambda r: "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ" + random_base64(r, 180) + " bob@example",
    "ed25519 public key": lambda r: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + random_base64(r, 32)[:43],
    "certificate": lambda r: armoured(r, "CERTIFICATE", False),
    "public key": lambda r: armoured(r, "PUBLIC KEY", False),
    "fingerprint": lambda r: "SHA256:" + random_base64(r, 32).rstrip("="),
    "aws example": lambda r: "AK" + "IAIOSFODNN7EXAMPLE",
    "aws example secret": lambda r: "wJalr" + "XUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "template": lambda r: r.choice(("YOUR_API_KEY", "<token>", "xxxxxxxxxxxx", "sk" + "_test_xxxxxxxxxxxxxxxx",
    "gh" + "p_xxxxxxxxxxxxxxxxxxxx",
                                    "${API_TOKEN}", "{{ secrets.TOKEN }}", "********", "your-token-here",
                                    "[REDACTED]", "$TOKEN", "...")),
}  # fmt: skip
_SAFE_CARRIERS: Final = {
    False: (
        "The leak is in commit history, see {} for the file.",
        "I reported this before, reference {}",
        "The API docs mention {} and nothing else.",
        "Please look at {}\nThanks",
        "{}",
        "Is {} a problem? No token was exposed.",
    ),
    True: (
        "Our CI prints {} on each run, is that expected?",
        "We compared it with {} and it is the same.",
        "Attached:\n\n{}\n\nKind regards",
        "According to support the value {} is public.",
        "> {}\n\nWhat does that line mean?",
    ),
}
_SAFE_TEMPLATES: Final = {
    False: ("api_key = {}", "token: {}", "password={}", "Authorization: Bearer {}"),
    True: ("curl -H 'X-Api-Key: {}'", 'export SECRET="{}"', "set the token to {}", '"password": "{}"'),
}
_SAFE_PROSE: Final = {
    False: (
        "the password reset does not work", "my password is wrong", "token expired", "secret: none",
        "Password: required",
        "I forgot my password and my phone is lost", "The token is invalid since Monday.", "password protected file",
        "My API key was revoked", "your password must have at least 8 characters", "the key is missing",
        "pin the comment please",
        "the error code is 404", "the secret is out", "my card PIN is not accepted", "postal code 10115",
        "password: see attachment",
        "the passkey prompt is broken", "key features: speed, safety", "sign in with google / github",
        "password manager 1Password is great",
        "log in to the dashboard: nothing happens", "auth: basic", "token: string",
        "the promo code SAVE20 does not work",
    ),
    True: (
        "we are locked out, neither password nor recovery works", "Why is my password not secure enough?",
        "passwords were never stored",
        "the access token has been deleted by us", "I need a new password, can you send a link?",
        "login works again, thanks!",
        "password = getpass.getpass()", "const token = await getToken(user);",
        "def login(user: str, password: str) -> None:",
        "The password field is empty on Firefox 128", "Token type: bearer", "my backup codes are gone",
        "the seed data is broken",
        "Passwort vergessen", "secret scanning flagged my repository", "the key takeaway is that 2FA helps",
        "api key: (hidden)",
        "the code is 100 lines long", "SSO/OAuth2 login fails", "exit code is 137", "account: free/pro",
        "We changed our password policy to NIST",
        "What is the token limit? 4096 or 8192", "the session is closed",
        "I lost my seed phrase and hope that your team can restore it",
    ),
}  # fmt: skip


def look_alikes(count: int, seed: int, *, unseen: bool = False) -> list[Marked]:
    """Texts without a secret: hashes, UUIDs, examples, templates, public keys, images, prose about passwords."""
    rng = random.Random(seed)
    made = []
    for number in range(count):
        if number % 4 == 0:
            made.append(Marked("prose", rng.choice(_SAFE_PROSE[unseen]), ()))
            continue
        kind = rng.choice(tuple(_SAFE_VALUES))
        carriers = _SAFE_TEMPLATES if kind == "template" else _SAFE_CARRIERS
        made.append(Marked(kind, rng.choice(carriers[unseen]).format(_SAFE_VALUES[kind](rng)), ()))
    return made
