"""Seeded tickets with a secret in them, and look-alikes that are none.

The values are built from the vendors' formats, not from our expressions. Carriers come in two families: the rules
were written with the `TUNED` ones in sight; the `UNSEEN` ones were first measured when they were done (.976 hidden).
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
UNSEEN_KEY: Final = (
    "Can you check whether {} was used by somebody else? We think a bot found it.",
    "fatal: unable to access remote, credential {} rejected",
    "Our intern committed this on Friday:\n\n    client = Client('{}')\n\nIt is still in the fork network.",
    "{}\n\nThis was on line 3 of the paste.",
    "The attacker wrote: 'we have your {} and will use it'.",
    'vendor.configure {{ |c| c.credential = "{}" }}',
    "[vendor]\nlicense = {}\nregion = eu\n",
    "Re: leak\n\n* who: ops\n* what: {}\n* when: yesterday",
    "http POST api.example.com 'Authorization:{}'",
    'val credential: String = "{}" // TODO',
)
UNSEEN_PASSWORD: Final = (
    "My ex knows my password ({}) and keeps getting in.",
    "Old password: {} New password: I will not tell you",
    "they set the root password to {} on all machines",
    "With the password {} anyone could open the archive.",
    "Here are the login details:\nEmail: bob@example.com\nPassword - {}\n",
    "$ export REDIS_PASSWORD='{}'",
    "app.config['MAIL_PASSWORD'] = '{}'",
    "spring:\n  datasource:\n    username: app\n    password: {}\n",
    'var cs = "Data Source=203.0.113.4;Initial Catalog=crm;User ID=app;Pwd={};";',
    "mongodb+srv://app:{}@cluster0.example.net/crm?retryWrites=true",
    "The default admin pw on that router was {} until last week.",
    "conn = psycopg2.connect(host='203.0.113.5', user='app', password='{}')",
    '  "smtpPassword" : "{}",',
    "he typed the passphrase {} in a public channel",
    "net use Z: \\\\203.0.113.6\\share /user:crm {}",
    "wifi: guest, password: {}",
    "ansible_become_pass: {}",
    "You should see it if you log in with user root and password {}",
    "echo '{}' | sudo -S reboot",
    "ftp://crm:{}@ftp.example.com/backup",
)
UNSEEN_GENERIC: Final = (
    "the Fastly API token was {}",
    "Our webhook secret ({}) is in the issue.",
    "process.env.STRIPE_SECRET = '{}'",
    'private static final String API_SECRET = "{}";',
    "x-api-token: {}",
    "app_secret={}&grant_type=client",
    "data:\n  encryption-key: {}\n",
    '<add key="ClientSecret" value="{}"/>',
    "here is the bearer token {}",
    "secretKey: '{}',",
    "Their auth token is still {}",
    "set ACCESS_TOKEN={}",
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
        "The leak is in commit history, see {} for the file.", "I reported this before, reference {}",
        "The API docs mention {} and nothing else.", "Please look at {}\nThanks", "{}",
        "Is {} a problem? No token was exposed.", "Our CI prints {} on each run, is that expected?",
        "We compared it with {} and it is the same.", "Attached:\n\n{}\n\nKind regards",
        "According to support the value {} is public.", "> {}\n\nWhat does that line mean?",
    ),
    True: (
        "The bot commented {} under the pull request that adds token rotation.",
        "Could you tell me what {} stands for?", "Evidence A: {}\nEvidence B: the screenshot",
        "We pinned {} because of the key issue.", "Hash or id: {}", "It says {} next to my API usage.",
    ),
}  # fmt: skip
_SAFE_TEMPLATES: Final = {
    False: (
        "api_key = {}", "token: {}", "password={}", "Authorization: Bearer {}", "curl -H 'X-Api-Key: {}'",
        "export SECRET=\"{}\"", "set the token to {}", "\"password\": \"{}\"",
    ),
    True: (
        "export DB_PASSWORD={}", "X-Auth-Token: {}", "my password is {}", "<apiKey>{}</apiKey>",
    ),
}  # fmt: skip
_SAFE_PROSE: Final = {
    False: (
        "the password reset does not work", "my password is wrong", "token expired", "secret: none",
        "Password: required", "I forgot my password and my phone is lost", "The token is invalid since Monday.",
        "password protected file", "My API key was revoked", "your password must have at least 8 characters",
        "the key is missing", "pin the comment please", "the error code is 404", "the secret is out",
        "my card PIN is not accepted", "postal code 10115", "password: see attachment",
        "the passkey prompt is broken", "key features: speed, safety", "sign in with google / github",
        "password manager 1Password is great", "log in to the dashboard: nothing happens", "auth: basic",
        "token: string", "the promo code SAVE20 does not work",
        "we are locked out, neither password nor recovery works", "Why is my password not secure enough?",
        "passwords were never stored", "the access token has been deleted by us",
        "I need a new password, can you send a link?", "login works again, thanks!",
        "password = getpass.getpass()", "const token = await getToken(user);",
        "def login(user: str, password: str) -> None:", "The password field is empty on Firefox 128",
        "Token type: bearer", "my backup codes are gone", "the seed data is broken", "Passwort vergessen",
        "secret scanning flagged my repository", "the key takeaway is that 2FA helps", "api key: (hidden)",
        "the code is 100 lines long", "SSO/OAuth2 login fails", "exit code is 137", "account: free/pro",
        "We changed our password policy to NIST", "What is the token limit? 4096 or 8192", "the session is closed",
        "I lost my seed phrase and hope that your team can restore it",
    ),
    True: (
        "Nobody answers my password question since Tuesday", "the password prompt appears twice",
        "Is a PIN required for two devices?", "I cannot find where to create an API token",
        "Our tokens were rotated on 2026-03-04 at 10:15", "my login is broken: error 403",
        "your API key page says 'limit reached'", "Password: I do not have one any more",
        "I enabled 2FA and now the code from the app is wrong", "if (password.length < 8) return false;",
        "token = os.getenv('TOKEN')", "secrets: inherit", "please rotate the keys every 90 days",
        "session cookie banner is annoying", "wrong password (attempt 3 of 5)",
        "the user/password dialog never closes", "Set the password to something else please",
        "the passphrase is too long", "my credentials are stored in KeePassXC", "type PasswordHash = string;",
        "the token counter shows 12,345 tokens", "I signed in with Apple / iCloud",
        "account recovery takes 3-5 business days", "the secret gist 42 was deleted",
        "the seed phrase was never shared with anybody else outside", "admin / owner roles",
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
