"""Short support texts with one string each that looks like a secret and is none."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable, Iterator
from random import Random
from typing import Final

from tests.support_mail.credentials import some
from tests.support_mail.pieces import Piece, Ticket, joined
from tests.support_mail.templates import SLOT

DASHES: Final = "-" * 5
SENTENCES: Final = (
    "The bug came in with commit «sha1», before it everything worked.",
    "Please look at https://github.com/openquill/core/commit/«sha1» first.",
    "git log --oneline shows «short» Fix the export of large projects",
    "Merge «short» into main broke the preview, can you revert it?",
    "I am on «short», built from source.",
    "SHA-256 checksum of the download: «sha256», is that right?",
    "sha256sum quill-setup.exe\n«sha256»  quill-setup.exe",
    "The md5 of the file is «md5», yours differs.",
    "Content-MD5: «md5»",
    "sha512 of the installer: «sha512»",
    "The hash on the release page is «sha256» but I get another one.",
    "VirusTotal calls the sample «sha256» clean, so please unblock my app.",
    "The request failed, request id «uuid», can you see why?",
    "correlationId=«uuid» status=502 duration=31ms",
    "My project is at https://quillhaven.example/p/«uuid»/edit and it does not open.",
    'The response says {"error": "not_found", "trace_id": "«hex32»"}',
    "traceparent: 00-«hex32»-«hex16»-01",
    "The component is registered as {«UUID»} in the registry.",
    "Your documentation uses «awsdoc» as the example, what do I put there?",
    "In the guide it says to set API_KEY=«placeholder», but which key do you mean?",
    'The template ships with api_key = "«placeholder»" and fails until one changes it.',
    "export OPENAI_API_KEY=«placeholder» is all that the README says.",
    "Set the password to «placeholder» in the config, says the manual.",
    "The form shows password: «stars» and I cannot see what I typed.",
    "Where do I find the value for «variable»?",
    "const token = «codevalue»; is what your sample does, is that safe?",
    "I embedded the logo as data:image/png;base64,«png» but it is blurred.",
    '<img src="data:image/png;base64,«png»" alt="logo"> does not show up in Safari.',
    "background-image: url(data:image/svg+xml;base64,«svg»);",
    "@font-face src: url(data:font/woff2;base64,«blob») format('woff2') gives a warning",
    '"integrity": "sha512-«sri512»"',
    '<script src="https://cdn.example.com/app.js" integrity="sha384-«sri384»"></script> is blocked',
    'left-margin@^1.3.0: resolved "https://registry.example.com/left-margin-1.3.0.tgz#«sha1»"',
    "go.sum: example.com/quill v1.4.2 h1:«h1»",
    "    --hash=sha256:«sha256»",
    'ETag: W/"«etag»"',
    'If-None-Match: "«md5»" gets a 200 in place of a 304',
    "docker pull registry.example.com/web@sha256:«sha256» times out",
    "The container «hex12» restarts every ten minutes.",
    "image: quill/base:20261012-«short»",
    "My public key is ssh-ed25519 «ed25519» laptop, please add it to the project.",
    "ssh-rsa «sshrsa» deploy@build is rejected by the form",
    "«publickey»\nis the public key that I want to register.",
    "«certificate»\nIs this certificate still valid for my domain?",
    "The fingerprint is SHA256:«finger», should I type yes?",
    "The host key fingerprint MD5:«colons» has changed.",
    "PGP fingerprint: «pgp»",
    "The style .«css» overrides mine in dark mode.",
    'class="«css» «css2»" is what the page has now',
    "main.«hex8».chunk.js returns 404 since the deploy",
    "https://quillhaven.example/blog/«slug» has a typo in the second paragraph.",
    "The branch feature/«slug» cannot be merged.",
    "Build «build» is stuck in the queue.",
    "deployment dpl_«base62» failed, error code EXIT_1",
    "X-Request-Id: «requestid»",
    "Ray ID: «ray» is on the error page",
    "I did not get the password reset mail, my «prose» does not help.",
    "I forgot my password and the «prose» page only shows an error.",
    "How do I rotate an API key? The «prose» screen has no button for it.",
    "Is it safe to give the contractor a «prose» for a week?",
    "npm ERR! code EINTEGRITY sha512-«sri512» integrity checksum failed",
    "The video id is «video», it does not play in the embed.",
    "Error code 0x«hex8» appears when I open the editor.",
    "The cursor in the answer is \"«cursor»\" and the next page is empty.",
    "core dumped, Build-ID[sha1]=«sha1»",
    "License: «licence», can I use the gallery template with it?",
    "My css variable --«slug» is not read by your theme.",
    "The method «camel» is deprecated, which one replaces it?",
    "The environment variable «screaming» is not documented.",
)  # fmt: skip


def look_alikes(count: int, seed: int) -> Iterator[Ticket]:
    """Texts with one span of the kind `look-alike`; every sentence comes before one comes twice."""
    rng = Random(seed)
    order: list[str] = []
    for number in range(count):
        if not order:
            order = rng.sample(SENTENCES, len(SENTENCES))
        text, pieces, at = order.pop(), [Piece(rng.choice(("", "", "Hi,\n", "Hello team, quick question. ")))], 0
        for match in SLOT.finditer(text):
            pieces += [Piece(text[at : match.start()]), Piece(MADE[match[1]](rng), "look-alike")]
            at = match.end()
        pieces += [Piece(text[at:]), Piece(rng.choice(("", "", "\nThanks!", " Kind regards")))]
        yield joined(f"{number} look-alike", pieces)


def _hex(count: int) -> Callable[[Random], str]:
    return lambda rng: some(rng, f"h{count}")


def _of(form: str) -> Callable[[Random], str]:
    return lambda rng: some(rng, form)


def _one_of(*values: str) -> Callable[[Random], str]:
    return lambda rng: rng.choice(values)


def _base64(prefix: bytes, size: int, *, url_safe: bool = False) -> Callable[[Random], str]:
    encode = base64.urlsafe_b64encode if url_safe else base64.b64encode
    return lambda rng: encode(prefix + rng.randbytes(size - len(prefix))).decode()


def _armoured(label: str) -> Callable[[Random], str]:
    def made(rng: Random) -> str:
        lines = [*(some(rng, "B64") for _ in range(4)), some(rng, "B38 ===")]
        lines[0] = "MIIB" + lines[0][4:]
        return "\n".join((f"{DASHES}BEGIN {label}{DASHES}", *lines, f"{DASHES}END {label}{DASHES}"))

    return made


def _slug(rng: Random) -> str:
    words = [
        "how",
        "to",
        "migrate",
        "your",
        "old",
        "weather",
        "station",
        "dashboard",
        "from",
        "the",
        "classic",
        "editor",
        "without",
        "losing",
        "history",
    ]
    return "-".join(rng.sample(words, rng.randint(5, 9)))


MADE: Final[dict[str, Callable[[Random], str]]] = {
    "sha1": _hex(40),
    "short": _hex(7),
    "sha256": _hex(64),
    "md5": _hex(32),
    "sha512": _hex(128),
    "hex32": _hex(32),
    "hex16": _hex(16),
    "hex12": _hex(12),
    "hex8": _hex(8),
    "uuid": lambda rng: str(uuid.UUID(bytes=rng.randbytes(16), version=4)),
    "UUID": lambda rng: str(uuid.UUID(bytes=rng.randbytes(16), version=4)).upper(),
    "awsdoc": _one_of("AKIAIOSFODNN7" + "EXAMPLE", "wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY"),
    "placeholder": _one_of(
        "your_api_key_here",
        "YOUR-API-KEY",
        "<your-token>",
        "xxxxxxxxxxxxxxxxxxxxxxxx",
        "changeme",
        "sk-xxxxxxxxxxxxxxxx",
        "${API_KEY}",
        "{{ secrets.API_KEY }}",
        "REPLACE_ME",
        "insert-token-here",
        "$(cat /run/secrets/key)",
        "ghp_" + "x" * 36,
    ),
    "stars": _one_of("********", "••••••••••", "[hidden]", "**********"),
    "variable": _one_of(
        "STRIPE_WEBHOOK_SECRET", "NEXT_PUBLIC_API_TOKEN", "GITHUB_TOKEN", "SESSION_SECRET_KEY", "AWS_SECRET_ACCESS_KEY"
    ),
    "codevalue": _one_of(
        "process.env.API_TOKEN", 'os.environ["API_TOKEN"]', "await getAccessToken()", "req.headers.authorization"
    ),
    "png": _base64(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0", 150),
    "svg": _base64(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">', 110),
    "blob": _base64(b"wOF2\0\1\0\0", 120),
    "sri512": _base64(b"", 64),
    "sri384": _base64(b"", 48),
    "h1": _base64(b"", 32),
    "etag": _hex(20),
    "ed25519": _base64(b"\0\0\0\x0bssh-ed25519\0\0\0 ", 51),
    "sshrsa": _base64(b"\0\0\0\x07ssh-rsa\0\0\0\x03\1\0\1\0\0\1\1\0", 279),
    "publickey": _armoured("PUBLIC KEY"),
    "certificate": _armoured("CERTIFICATE"),
    "finger": _of("B43"),
    "colons": lambda rng: ":".join(f"{b:02x}" for b in rng.randbytes(16)),
    "pgp": lambda rng: " ".join(some(rng, "h4").upper() for _ in range(10)),
    "css": _one_of(
        "css-1q2w3e4",
        "sc-bdVaJa",
        "MuiButton-root-142",
        "styles__Wrapper-sc-1xk2abc-0",
        "_header_1k3j9_12",
        "jsx-2871293847",
    ),
    "css2": _one_of("hover:bg-slate-700/50", "tw-grid-cols-12", "md:translate-x-1/2", "ng-tns-c118-3"),
    "slug": _slug,
    "build": _of("=20261012.4-rc.1+ h7"),
    "base62": _of("a24"),
    "requestid": _of("U16"),
    "ray": _of("h16 =-FRA"),
    "prose": _one_of(
        "password manager",
        "two-factor token",
        "API key",
        "secret question",
        "access token",
        "recovery key",
        "password-reset",
    ),
    "video": _of("w11"),
    "cursor": _base64(b'{"after":', 30),
    "licence": _one_of("AGPL-3.0-or-later", "LGPL-2.1-only", "CC-BY-NC-SA-4.0", "Apache-2.0 WITH LLVM-exception"),
    "camel": _one_of("getServerSidePropsWithSession", "XMLHttpRequestEventTarget", "validatePasswordResetTokenAsync"),
    "screaming": _one_of(
        "QUILL_EXPERIMENTAL_HMR_POLL_INTERVAL_MS", "NODE_TLS_REJECT_UNAUTHORIZED", "DISABLE_V8_COMPILE_CACHE"
    ),
}
