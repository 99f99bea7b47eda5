"""Secrets: what is found in which surroundings, what is left alone, how many of 300, and in how much time."""

from __future__ import annotations

import random
import string
import time
from collections.abc import Callable

import pytest

from drafting.redaction.placeholders import resolve
from drafting.redaction.secrets.find import find_secrets
from tests.secrets import Marked, look_alikes, secrets

HEX40 = "9d5ed678fe57bcca6101" + "40957afab571a1b2c3d4"
UUID = "123e4567-e89b-12d3-a456-426614174000"
PEM = "MIIEpAIB" + "AAKCAQEAfake0fake1fake2fake3fake4fake5fake6fake7fake8fake9fake0"
GITHUB = "gh" + "p_" + "a1B2" * 9
WORDS12 = "legal winner thank year wave sausage worth useful legal winner thank yellow"


def found(text: str) -> list[str]:
    return [text[s.start : s.end] for s in resolve(find_secrets(text))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"leaked {GITHUB}", GITHUB),
        (f"it is `{GITHUB}`.", GITHUB),
        (f"logged as \\n{GITHUB}", GITHUB),
        ("password: Tr0ub4dor&3", "Tr0ub4dor&3"),
        ("My password is hunter22 now", "hunter22"),
        ("the password is hunter2", "hunter2"),
        ("pw: Sommer2024!", "Sommer2024!"),
        ("pwd=letmein", "letmein"),
        ("He knows my password (Foo!bar12) and uses it", "Foo!bar12"),
        (f"Our webhook secret ({HEX40}) is public", HEX40),
        ("2FA recovery codes (10 left):\n- 38371-bf282\n- e8b31-4d882\n", "e8b31-4d882"),
        ('the root password was still "toor99"', "toor99"),
        ("my password (for the shop) is Foo!bar12, help", "Foo!bar12"),
        ("the password for my account at example.com is Foo!bar12", "Foo!bar12"),
        ("Password:\n\nFoo!bar12\n", "Foo!bar12"),
        ("password\nFoo!bar12\n", "Foo!bar12"),
        ("**Password:** Foo!bar12", "Foo!bar12"),
        ("I use Sommer2024! as password everywhere", "Sommer2024!"),
        ("the passwords are hunter22 and hunter33", "hunter33"),
        ("passphrase: correct horse battery staple", "correct horse battery staple"),
        ("my google app password: abcd efgh ijkl mnop", "abcd efgh ijkl mnop"),
        ("Das Passwort ist Katze1234!", "Katze1234!"),
        ("la contraseña de mi cuenta es Gato1234", "Gato1234"),
        ("my pin is 4821", "4821"),
        ("passcode: 0852", "0852"),
        ("the alarm code 2pxhe-nxmqv", "2pxhe-nxmqv"),
        ("my backup code is nrkuo-kcoyq.", "nrkuo-kcoyq"),
        ("My password was visible. It is mango-tractor-107 for that user", "mango-tractor-107"),
        ("I changed the password to oWFmhKxzTDiW now", "oWFmhKxzTDiW"),
        (f"Heroku key was {UUID}", UUID),
        ("your one-time code is 482 913", "482 913"),
        ("G-482913 is your verification code", "G-482913"),
        ("backup codes:\n1. 12345678\n2. 87654321\n", "87654321"),
        ("login with admin / Sommer2024!", "Sommer2024!"),
        ("log in as admin with Qwertz12!", "Qwertz12!"),
        ("user: admin pass: admin123", "admin123"),
        ('API_KEY="abcDEF123"', "abcDEF123"),
        ("token=9f86d081884c7d65", "9f86d081884c7d65"),
        (f"token {HEX40}", HEX40),
        (f"HEROKU_API_KEY={UUID}", UUID),
        ('{\\"password\\": \\"Foobar12\\"}', "Foobar12"),
        ("- name: SMTP_PASSWORD\n  value: Foobar12\n", "Foobar12"),
        ('<entry key="db.password">Foobar12</entry>', "Foobar12"),
        ("define('DB_PASSWORD', 'letmein');", "letmein"),
        ("curl -u bob:Foobar12 https://example.com", "Foobar12"),
        ("mysql -u root -pFoobar12 shop", "Foobar12"),
        ("smtp.login('bob@example.com', 'Foobar12')", "Foobar12"),
        ("machine x login y password letmein", "letmein"),
        ("db.example.com:5432:shop:app:Foobar12", "Foobar12"),
        ("postgres://app:s3cr3t@db.example.com:5432/x", "postgres://app:s3cr3t@db.example.com:5432/x"),
        ("redis://:p@ss12@203.0.113.9:6379/0", "redis://:p@ss12@203.0.113.9:6379/0"),
        ("Server=a;User Id=sa;Password=Foobar12;", "Server=a;User Id=sa;Password=Foobar12;"),
        ("Authorization: Bearer abcdefghijklmnop1234", "abcdefghijklmnop1234"),
        ("Authorization: Basic Ym9iOkZvb2JhcjEy", "Ym9iOkZvb2JhcjEy"),
        ("Cookie: sid=a1b2c3d4e5f6; theme=dark", "sid=a1b2c3d4e5f6; theme=dark"),
        ("the key Zx9kQ2mVb7LpR4tYw8NcJ3hD is public", "Zx9kQ2mVb7LpR4tYw8NcJ3hD"),
        (f"my seed phrase is {WORDS12}", WORDS12),
        ("WIFI:T:WPA;S:guest;P:Foobar12;;", "Foobar12"),
        (f"-----BEGIN RSA PRIVATE KEY-----\n{PEM}\n-----END RSA PRIVATE KEY-----", None),
    ],
)
def test_a_secret_is_found(text: str, value: str | None) -> None:
    assert (value or text) in found(text)


def test_a_key_block_that_was_cut_off_ends_with_its_lines() -> None:
    cut = f"-----BEGIN PRIVATE KEY-----\n{PEM}\n{PEM}\n"
    assert found(f"Here:\n{cut}Please remove it soon.") == [cut]
    wrapped = f"-----begin ec private\nkey-----\n{PEM}\n-----end ec private\nkey-----"
    assert found(f"see\n{wrapped}\nthere") == [wrapped]
    tail = f"{PEM}\n{PEM}\n-----END PRIVATE KEY-----"
    assert found(f"Hello there,\n{tail}\nBye") == [tail]


@pytest.mark.parametrize(
    "text",
    [
        f"commit {HEX40}",
        f"the leaked token is in commit {HEX40}",
        f"id {UUID}",
        "AK" + "IAIOSFODNN7EXAMPLE",
        "token: <your token>",
        "API_KEY=your_api_key_here",
        "Authorization: Bearer $TOKEN",
        "password: ********",
        "postgres://user:password@localhost:5432/db",
        "My password is wrong",
        "password reset",
        "I lost my password: please help",
        "the secret is out",
        "secret: none",
        "token is missing",
        "token expired",
        "the token is 64 characters long",
        "password was changed on 2024-05-01",
        "Das Passwort ist falsch",
        "my card PIN is not accepted",
        "PIN code: 560001",
        "error code: 404",
        "promo code: SAVE20",
        "your API key was revoked",
        "the key src/components/MyVeryLongFileName2024/index.tsx",
        "password = os.environ['DB_PASSWORD']",
        "const token = await getToken(user);",
        "def login(user: str, password: str) -> None:",
        "kind: Secret\nname: db-secret-1",
        "next_page_token: abcDEF123456ghi",
        "log in with Google/Apple2",
        "Basic abcd\u212aefghijk",
        "684d:1111:222:3333:4444:5555:77",
        "a PRIVATE KEY was found, we do not say which",
        "login: 2026-10-02T08:14:55Z",
        "the password file at https://example.com/a :\n\nid,first_name,last_name",
        "I lost my seed phrase and hope that your team can restore the whole wallet",
        "token in ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFak3Fak3Fak3Fak3Fak3Fak3Fak3Fak3Fak3Fak3",
        'token "integrity": "sha512-Fak3Zx9kQ2mVb7Lpk3Fak3Zx9kQ2mVb7Lpk3Fak3=="',
        f"-----BEGIN CERTIFICATE-----\n{'Fak3Zx9kQ2mVb7Lp' * 4}\n-----END CERTIFICATE----- and a token",
    ],
)
def test_a_look_alike_of_a_secret_is_left_alone(text: str) -> None:
    assert found(text) == []


def _hidden(ticket: Marked) -> bool:
    covered: set[int] = set()
    for span in find_secrets(ticket.text):
        covered.update(range(span.start, span.end))
    return all(covered.issuperset(range(at := ticket.text.index(v), at + len(v))) for v in ticket.values)


@pytest.mark.parametrize(("seed", "unseen", "least"), [(11, False, 0.98), (12, True, 0.98)])
def test_secrets_of_300_tickets_are_hidden_whole(seed: int, unseen: bool, least: float) -> None:
    tickets = secrets(300, seed, unseen=unseen)
    assert sum(map(_hidden, tickets)) / len(tickets) >= least


@pytest.mark.parametrize(("seed", "unseen"), [(21, False), (22, True)])
def test_look_alikes_of_300_tickets_are_left_alone(seed: int, unseen: bool) -> None:
    tickets = look_alikes(300, seed, unseen=unseen)
    assert sum(bool(found(t.text)) for t in tickets) / len(tickets) <= 0.03


def test_no_text_breaks_it() -> None:
    rng = random.Random(8)
    parts = [t.text for t in (*secrets(60, 31), *look_alikes(60, 32))]
    bits = [
        '"',
        "'",
        "(",
        ")",
        "=",
        ":",
        "\n",
        "\\n",
        " is ",
        "password",
        "key",
        "Basic ",
        "İ",
        "ß",
        "\u212a",
        "😀",
        "Cookie: ",
    ]
    bits += [
        "-----BEGIN PRIVATE KEY-----",
        "-----END PRIVATE KEY-----",
        "LS0tLS1CRUdJTi",
        "code ",
        "seed phrase ",
        "WIFI:",
    ]
    for _ in range(1500):
        text = "".join(
            rng.choice(bits) if rng.random() < 0.6 else rng.choice(parts)[rng.randrange(9) :][: rng.randrange(60)]
            for _ in range(rng.randrange(1, 30))
        )
        assert all(0 <= s.start < s.end <= len(text) for s in find_secrets(text))


def test_a_seed_gives_the_same_tickets_again() -> None:
    assert secrets(40, 5) == secrets(40, 5) != secrets(40, 6)
    assert look_alikes(40, 5) == look_alikes(40, 5) != look_alikes(40, 6)


def _repeat(unit: str) -> Callable[[int], str]:
    return lambda length: (unit * (length // len(unit) + 1))[:length]


def _base64(length: int) -> str:
    return "".join(random.Random(1).choices(string.ascii_letters + string.digits + "+/", k=length))


HOSTILE: dict[str, Callable[[int], str]] = {
    unit: _repeat(unit)
    for unit in (
        *("a", "1", " ", "\n", "-", "a.", "key-", 'key="', "password='", "password: ", "password\t", "password ("),
        *("is my password ", "the password for the ", "password changed to ", "Server=a;Password=", "postgres://a:"),
        *(
            "-----BEGIN PRIVATE KEY-----\n",
            "-----END PRIVATE KEY-----\n",
            "WIFI:T:a;S:",
            "cookie: a=bbbb; ",
            "abandon ",
        ),
        *("seed abandon ", "backup codes ", "sshpass aa ", "curl -u ", "mysql -a b ", "login with admin / "),
        *("eyJabcdefghi.", "https://a/b?sig="),
    )
}
HOSTILE["base64"] = _base64


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_length_alone(name: str) -> None:
    make = HOSTILE[name]
    list(find_secrets("token Zx9kQ2mVb7LpR4tYw8NcJ3hD"))  # reads the word list, once

    def seconds(length: int) -> float:
        text = make(length)
        start = time.process_time()
        list(find_secrets(text))
        return time.process_time() - start

    short, long = seconds(5_000), seconds(40_000)
    assert long < max(0.5, 24 * short)
