# ruff: noqa: SIM905 - a list of words is easiest to read and to change as text
"""Tickets with a secret that has a structure of its own: key blocks, seed phrases, codes, cookies, key files."""

from __future__ import annotations

import base64
import json
import random
from typing import Final

from tests.secret_values import ALNUM, BASE32, BASE64, DIGITS, HEX, armoured, password, random_base64, random_of

SEED_WORDS: Final = tuple(
    """
    abandon ability absent absorb abstract acid across actor adapt adult advance afford album alien anchor animal
    apple april arch armor balance bamboo banana barrel beach bicycle blade blossom boat bridge cactus camera canvas
    carbon castle cherry circle cluster coral dolphin donkey drama eagle echo elbow ember engine fabric falcon
    forest galaxy garden ghost glance hammer harvest island jungle kitten
    """.split()
)


def structured_secret(rng: random.Random, unseen: bool) -> tuple[str, str, tuple[str, ...]]:
    """Secrets with a structure of their own: key blocks, seed phrases, codes, PINs, cookies, URIs."""

    def text_of(first: str, second: str, third: str) -> str:
        return third if unseen else rng.choice((first, second))

    def block() -> tuple[str, str, tuple[str, ...]]:
        kind = rng.choice(
            ("RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "EC PRIVATE KEY", "PRIVATE KEY", "PGP PRIVATE KEY BLOCK")
        )
        key = armoured(rng, kind, rng.random() < 0.3)
        lines = tuple(key.splitlines()[1:6])
        return (
            "key block",
            text_of(
                "My key leaked:\n{}\n\nPlease help",
                "id_rsa in the repo:\n\n```\n{}\n```\nregards",
                "> {}\n\nthis was in the image layer",
            ).format(key),
            lines,
        )

    def escaped() -> tuple[str, str, tuple[str, ...]]:
        key = armoured(rng, "PRIVATE KEY", False).replace("\n", "\\n")
        return (
            "service account",
            json.dumps({"type": "service_account"})[:-1] + f', "private_key": "{key}\\n"}}',
            (key,),
        )

    def seed() -> tuple[str, str, tuple[str, ...]]:
        words = " ".join(rng.sample(SEED_WORDS, rng.choice((12, 24))))
        return (
            "seed phrase",
            text_of(
                "my seed phrase is {}",
                "The wallet's recovery phrase was public:\n{}\nthe coins are gone",
                "He has my mnemonic ({}) and took everything.",
            ).format(words),
            (words,),
        )

    def pin() -> tuple[str, str, tuple[str, ...]]:
        value = random_of(rng, DIGITS, rng.choice((4, 4, 6)))
        return (
            "pin",
            text_of("my pin is {}", "The PIN for his card was {}, he told me.", "PIN: {} (please do not share)").format(
                value
            ),
            (value,),
        )

    def otp() -> tuple[str, str, tuple[str, ...]]:
        value = random_of(rng, DIGITS, 6)
        return (
            "code",
            text_of(
                "the verification code is {}",
                "Your login code: {}. Do not share it.",
                "they asked me for the sms code {} on the phone",
            ).format(value),
            (value,),
        )

    def recovery() -> tuple[str, str, tuple[str, ...]]:
        codes = tuple(f"{random_of(rng, HEX, 4)}1-{random_of(rng, HEX, 4)}2" for _ in range(rng.randint(3, 8)))
        return (
            "recovery codes",
            text_of(
                "my recovery codes: {}", "these are the backup codes\n{}\n", "2FA recovery codes (10 left):\n- {}\n"
            ).format(("\n- " if unseen else rng.choice((", ", "\n"))).join(codes)),
            codes,
        )

    def totp() -> tuple[str, str, tuple[str, ...]]:
        secret = random_of(rng, BASE32, 32)
        return "totp", f"otpauth://totp/Example:bob@example.com?secret={secret}&issuer=Example", (secret,)

    def wifi() -> tuple[str, str, tuple[str, ...]]:
        value = password(rng)
        return "wifi", f"The QR code says WIFI:T:WPA;S:guest;P:{value};;", (value,)

    def cookie() -> tuple[str, str, tuple[str, ...]]:
        value = random_of(rng, ALNUM, 40)
        return (
            "cookie",
            text_of(
                "Cookie: session={}; theme=dark",
                "-H 'Cookie: lang=en; sid={}'",
                "Set-Cookie: user_session={}; Path=/; HttpOnly",
            ).format(value),
            (value,),
        )

    def basic() -> tuple[str, str, tuple[str, ...]]:
        value = base64.b64encode(f"svc:{password(rng)}".encode()).decode()
        return (
            "basic",
            text_of(
                "Authorization: Basic {}",
                'header "authorization: Basic {}" in the HAR file',
                "'Proxy-Authorization': 'Basic {}'",
            ).format(value),
            (value,),
        )

    def sas() -> tuple[str, str, tuple[str, ...]]:
        value = random_base64(rng, 32).replace("+", "%2B").replace("/", "%2F").replace("=", "%3D")
        return "sas", f"sv=2022-11-02&ss=b&srt=sco&sp=rl&se=2027-01-01T00:00:00Z&sig={value}", (value,)

    def storage() -> tuple[str, str, tuple[str, ...]]:
        value = random_base64(rng, 64)
        return (
            "storage key",
            (f"DefaultEndpointsProtocol=https;AccountName=shop;AccountKey={value};EndpointSuffix=core.windows.net"),
            (value,),
        )

    def kube() -> tuple[str, str, tuple[str, ...]]:
        value = base64.b64encode(armoured(rng, "RSA PRIVATE KEY", False).encode()).decode()
        return "kubeconfig", f"users:\n- name: ops\n  user:\n    client-key-data: {value}\n", (value,)

    def aws() -> tuple[str, str, tuple[str, ...]]:
        key, secret = "AK" + "IA" + random_of(rng, BASE32, 16), random_of(rng, BASE64, 39) + "7"
        shape = text_of(
            "[default]\naws_access_key_id = {}\naws_secret_access_key = {}\n",
            "AWS keys {} / {} leaked",
            "export AWS_ACCESS_KEY_ID={} AWS_SECRET_ACCESS_KEY={}",
        )
        return "aws file", shape.format(key, secret), (key, secret)

    def pgpass() -> tuple[str, str, tuple[str, ...]]:
        value = password(rng)
        return "pgpass", f"~/.pgpass:\ndb.example.com:5432:shop:app:{value}\n", (value,)

    def wireguard() -> tuple[str, str, tuple[str, ...]]:
        value = random_base64(rng, 32)
        return "wireguard", f"[Interface]\nPrivateKey = {value}\nAddress = 203.0.113.2/32\n", (value,)

    makers = (
        *(block, block, escaped, seed, pin, otp, recovery, totp, wifi),
        *(cookie, basic, sas, storage, kube, aws, aws, pgpass, wireguard),
    )
    return rng.choice(makers)()
