"""Which URLs stand in a text, and which part of them is personal. The URL itself is what the case is about: kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import regex

from drafting.redaction.spans import Span

_SCHEMES: Final = (
    r"https?|hxxps?|h\*\*ps?|ftps?|sftp|svn|git|ssh|(?:git|svn)\+(?:ssh|https?)|wss?|ipfs|ipns|gemini|gopher"
)
_ENDINGS: Final = (
    "com|org|net|io|dev|app|co|uk|de|fr|ca|edu|gov|mil|example|test|info|ai|js|tv|eu|cn|ru|nl|se|ch|es|br|jp|kr"
    "|au|nz|pl|no|dk|fi|ie|pt|cz|gr|ro|hu|tr|ua|il|za|mx|ar|cl|xyz|tech|site|online|cloud|store|shop|blog|page|pages|top"
    "|sh|gg|ly|cc|fm|onion|i2p|wiki|games|software|systems|tools|works|art|studio|design|world|live|news|academy|network"
    "|ph|sg|hk|tw|th|vn|id|pk|bd|lk|ng|ke|ae|sa|ir|ee|lv|lt|sk|si|hr|rs|bg|lu|li|by|kz|su|pw|ws|la|vc|biz|name|pro|mobi"
    "|space|website|link|click|zone|club|vip|win|fun|icu|life|today|media|press|video|photos|pics|gallery|graphics|digital"
    "|social|chat|codes|engineering|foundation|solutions|services|support|technology|agency|download|ninja|rocks|guru|lol"
    "|one|run|school|science|security|eth|localhost|xn--[a-z0-9-]{2,40}"
)
_WORDS: Final = (
    "in|me|us|at|it|be|so|is|to|do|am|my|as"  # endings that a sentence without a blank after its point also has
)
_LABEL: Final = r"[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}[\p{L}\p{N}])?"
_REST: Final = r"[^\s<>\"“”«»`|，。、）」]*"
_URL: Final = regex.compile(
    rf"(?:(?:{_SCHEMES})(?:://|\[:\]//|\[://\]|:\\/\\/|%3A%2F%2F){_REST}|magnet:\?{_REST})"
    rf"|(?<![\w.+-])(?:git|hg|svn|gitolite)@{_LABEL}(?:\.{_LABEL}){{1,4}}:[\w./~+-]+"  # an address of ssh, no mailbox
    rf"|(?<![\w@./+%-])(?:{_LABEL}\.){{1,8}}(?:(?:{_ENDINGS})|(?P<word>{_WORDS}))(?![\w@-])(?:\.(?=\s|$)|(?!\.\w))"
    rf"(?::\d{{2,5}})?(?P<path>[/?#]{_REST})?"
    rf"|(?<![\w@./+%-])(?:{_LABEL}(?:\[\.\]|\(\.\)|\[dot\])){{1,8}}[a-z]{{2,24}}(?![\w@-])(?::\d{{2,5}})?(?:[/?#]{_REST})?"
    rf"|(?<![\w.])(?:\d{{1,3}}\.){{3}}\d{{1,3}}(?::\d{{2,5}})?/(?=[a-z_~]){_REST}"  # a machine's page, not 10.0.0.0/8
    rf"|(?<![\w./-])/?[\w.-]{{1,60}}/[\w.-]{{1,100}}/(?:blob|tree|raw|commits?|compare|pulls?|issues|releases|wiki)/{_REST}",
    regex.IGNORECASE,
)
_TRAILING: Final = ".,;:!?'’*\\_~"
_NEXT_LINK: Final = regex.compile(r"\]\(|&(?:gt|quot|#\d+);|%22>|\)\[")
_EMAIL: Final = regex.compile(
    r"(?:(?<=%[0-9a-f]{2})|(?<![\w.+%-]))(?!(?:git|hg|svn|gitolite)(?:@|%40))[\w.+-]{1,64}(?:@|%(?:25)?40)[a-z0-9-]+(?:\.[a-z0-9-]+)+",
    regex.IGNORECASE,
)
_USERINFO: Final = regex.compile(
    rf"^(?:{_SCHEMES})(?:://|\[:\]//|\[://\]|:\\/\\/)(?!(?:git|hg|svn|gitolite|anonymous)@)([^/?#@\s]{{1,200}})@",
    regex.IGNORECASE,
)
_SECRET_PARAMETER: Final = regex.compile(
    r"(?:[?&#;]|%3F|%26)(?:[\w.-]*(?:token|secret|password|passwd|pwd|api_?key|apikey|access_?key(?:_?id)?|signature|auth|session_?(?:id)?"
    r"|sess_?id|jwt|otp|credential|csrf|xsrf|verification|activation|invitation|passcode)"
    r"|key|sig|code|sid|pass|pin|ticket|invite|reset|confirm|magic)(?:=|%3D)([^?&#;\s]{4,})",
    regex.IGNORECASE,
)
_SECRET_STEP: Final = regex.compile(
    r"/(?:reset|(?:reset|forgot)[-_]?password|password[-_]?reset|confirm|confirmation|verify|verification|activate|activation"
    r"|invite|invitation|unsubscribe|magic(?:[-_]?link)?|login|auth|session|token|otp)/(?P<v>(?=[\w.~-]*\d)[\w.~-]{16,})",
    regex.IGNORECASE,
)
_PERSONAL_PARAMETER: Final = regex.compile(
    r"(?:[?&#;]|%3F|%26)(?:e-?mail|mail|user_?e?mail|recipient|sender|phone(?:_?number)?|tel|mobile|msisdn|whatsapp|first_?name|last_?name"
    r"|full_?name|given_?name|family_?name|name|surname|dob|birth_?(?:date|day)|ssn|address|street|zip|postal_?code|passport"
    r"|lat|lng|lon|latitude|longitude|ll|coords?|geo)(?:=|%3D)([^?&#;\s]{2,})",
    regex.IGNORECASE,
)
_USER_PARAMETER: Final = regex.compile(
    r"(?:[?&#;]|%3F|%26)(?:user(?:_?name|_?id)?|uname|uid|login|account(?:_?name|_?id)?|member|customer(?:_?name|_?id)?|profile)(?:=|%3D)"
    r"(?P<v>(?=[^&#;\s]*\p{L}[^&#;\s]*\p{L})[^&#;\s]{3,}|\d{5,})",
    regex.IGNORECASE,
)
# The page of an account: https://…/u/anna, not that of its work, https://…/anna/project, which a notice reports.
_PROFILE: Final = regex.compile(
    r"(?<!/)/(?:u|users?|profiles?|members?|people)/(?!(?:settings|log-?(?:in|out)|sign[-_]?(?:in|up|out)|new|edit|me|search"
    r"|password|register|account|[\d.]+)(?:[/?#.]|$))(?P<v>[^/?#&\s]{2,60})",
    regex.IGNORECASE,
)
_PHONE: Final = regex.compile(
    r"(?:[=/:,]|%3D)(?P<v>(?:\+|%2B)\d(?:[-.]?\d){6,14})(?!\d)|//(?:wa\.me|api\.whatsapp\.com|t\.me)/(?P<w>\+?\d{7,15})(?!\d)",
    regex.IGNORECASE,
)
_COORDINATES: Final = regex.compile(
    r"(?:[@=/:]|%3D|%40)(?P<v>-?\d{1,2}\.\d{3,}(?:,|%2C)(?:\+|%20)?-?\d{1,3}\.\d{3,})", regex.IGNORECASE
)


class Url(NamedTuple):
    """Where a URL stands: code points `start` to `end` (exclusive)."""

    start: int
    end: int


def find_urls(text: str) -> tuple[Url, ...]:
    """Web addresses with or without a scheme, those of ssh, IPFS and the like, without the sentence's signs."""
    if "." not in text and "/" not in text and "magnet:" not in text:
        return ()
    return tuple(Url(m.start(), _end(m.group(), m.start())) for m in _URL.finditer(text) if not _is_sentence(m))


def _is_sentence(match: regex.Match[str]) -> bool:
    """Whether "Anna.It" is the end of a sentence and the start of the next, and no host."""
    return match["word"] is not None and match["path"] is None and not match.group().islower()


def _end(url: str, start: int) -> int:
    """Cuts the next link, a closing bracket that was not opened in the URL, and trailing signs."""
    following = _NEXT_LINK.search(url)
    if following:
        url = url[: following.start()]
    depth = 0
    for i, char in enumerate(url):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            url = url[:i]
            break
    url = url.rstrip(_TRAILING)
    while url.endswith("]") and "[" not in url:
        url = url[:-1].rstrip(_TRAILING)
    return start + len(url)


def personal_parts(text: str, urls: tuple[Url, ...]) -> Iterator[Span]:
    """The parts of kept URLs that are hidden: user info, e-mail addresses, tokens, names, numbers, places.

    The owner of a reported work stays in its path: without it the page is not found. On the page of an account the
    name is the personal part, and is hidden.
    """
    for url in urls:
        part = text[url.start : url.end]
        user = _USERINFO.search(part)
        if user:
            yield Span(url.start + user.start(1), url.start + user.end(1), "SECRET" if ":" in user[1] else "URL_PART")
        for match in _SECRET_PARAMETER.finditer(part):
            yield Span(url.start + match.start(1), url.start + match.end(1), "SECRET")
        for match in _SECRET_STEP.finditer(part):
            yield Span(url.start + match.start("v"), url.start + match.end("v"), "SECRET")
        for match in _PERSONAL_PARAMETER.finditer(part):
            yield Span(url.start + match.start(1), url.start + match.end(1), "URL_PART")
        for pattern in (_USER_PARAMETER, _PROFILE, _COORDINATES):
            for match in pattern.finditer(part):
                yield Span(url.start + match.start("v"), url.start + match.end("v"), "URL_PART")
        for match in _PHONE.finditer(part):
            group = "v" if match["v"] else "w"
            yield Span(url.start + match.start(group), url.start + match.end(group), "URL_PART")
        for match in _EMAIL.finditer(part, user.end() if user else 0):
            yield Span(url.start + match.start(), url.start + match.end(), "URL_PART")
