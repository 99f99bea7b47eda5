# ruff: noqa: SIM905 - a list of words is easiest to read and to change as text
"""User names: after a word such as `login:`, as `@handle` and `u/name`, and as a sentence names an account."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.ids.neighbourhoods import around_words, search
from drafting.redaction.placeholders import Span

_I: Final = regex.IGNORECASE
_NAME: Final = r"(?P<v>@?[A-Za-z0-9](?:[\w.#-]{0,38}[A-Za-z0-9_])?)(?![\w@]|\.\w)"
_QUOTE: Final = r"[`\"'“‘*<]{0,3}"
_SITES: Final = (
    r"git\s?hub|gitlab|bitbucket|quillhaven|discord|telegram|twitter|instagram|insta|skype|reddit|tiktok"
    r"|snapchat|snap|steam"
    r"|twitch|mastodon|bluesky|matrix|signal|wechat|line|kik|xbox|psn|roblox|linkedin|facebook|youtube|threads"
    r"|keybase|x\.com"
)
# A label that nothing but a user name follows.
_LABELLED: Final = regex.compile(
    rf"\b(?:user[\s_-]?names?|user\s+handle|screen\s?names?|nick\s?names?|nick|login(?:\s+(?:name|id))?|handle"
    rf"|alias|gamer\s?tag|pseudo"
    rf"|benutzername|nutzername|nom\s+d[’']utilisateur|usuario|nombre\s+de\s+usuario|nome\s+utente|gebruikersnaam"
    rf"|(?:{_SITES}|user|profile|account)\s+(?:user(?:\s?name)?|account|handle|name|profile|id|login|nick)(?:\s+name)?"
    rf"|my\s+(?:{_SITES})|(?:{_SITES})(?=\s?[:=]))"
    rf"(?:\s+(?:on|at|for|with|in|there)(?:\s+\w+){{1,3}}?)?\s*(?:\s(?:is|was)\b|\s?[:=]"
    rf"|\s[-–—](?=\s))\s*{_QUOTE}{_NAME}",
    _I,
)
# `GitHub user foo-bar`, `the account quill_77`, `signed in as quill77`.
_NAMED: Final = regex.compile(
    rf"\b(?:(?:{_SITES})\s+(?:user|account|profile|handle|member)|user|users|account|profile|username|handle"
    rf"|nickname|alias"
    rf"|(?:log(?:ged|ging)?|sign(?:ed|ing)?)\s?[- ]?in\s+(?:as|with)|go(?:es)?\s+by|(?:known|know|knew"
    rf"|knows)\s+(?:\w+\s+)?(?:online\s+)?as"
    r"|under\s+the\s+(?:name|nick|alias|pseudonym)"
    r"|(?P<who>(?:this|that|some)\s+(?:guy|person|dude|man|woman|girl|boy|kid|member|seller|troll|uploader"
    r"|streamer|scammer|thief|jerk|idiot))"
    rf"|(?:name|calls?|called|named|handle|posts?|posting|posted|commits?|under)\s+(?:as|under\s+the\s+name"
    rf"|himself|herself))"
    rf"(?:\s+(?:name|is|called|named|of|with|the|username|handle|user|account))*(?:\s+"
    rf"|\s?[:=]\s*)(?P<q>{_QUOTE}){_NAME}",
    _I,
)
# Another of the same person's, or the next of a list.
_FURTHER: Final = regex.compile(
    r"[`\"'”’*>]{0,3}(?:\s*[,;/&]\s*|\s+)(?:(?:and|or|plus|but|also|sometimes|now|later|formerly|previously|then"
    r"|before|occasionally|lately"
    rf"|aka|a\.k\.a\.|alias|maybe|once|recently|earlier|as)\s+){{0,3}}(?P<q>{_QUOTE}){_NAME}",
    _I,
)
# `user=quill` in a log; `User quill.` and `the user quill,` where a word of eight letters or more ends a phrase.
_ALONE: Final = regex.compile(
    r"(?<![\w-])(?:user|usr|login|username|user_?name)=[\"']?(?P<v>[A-Za-z][\w.-]{2,38}\w)(?![\w@(.-]\w|\()"
    r"|(?:^|[.!?:]\s+)(?-i:User)\s(?P<v>(?-i:[a-z]{8,30}))(?=\.(?:\s|$))"
    r"|\b(?:history|data|account|profile|content|files|logs?|posts?|records?|information|access"
    r"|password)\s(?:for|of)\s(?:the\s)?user\s"
    r"(?P<v>(?-i:[a-z][a-z\d._-]{4,30}[a-z\d]))(?=[.,;:!?)]?(?:\s|$))"
    r"|\b(?:nick\s?name|user\s?name|screen\s?name|handle|pseudonym|alias)\s(?P<v>(?-i:[a-z]{7,30}))(?=\s(?:and"
    r"|with|on|but|or)\b|[.,;]\s)",
    _I | regex.MULTILINE,
)
_NO_USER: Final = frozenset(
    (
        "interface experience experiences agreement agreements management permission permissions preferences "
        "documentation settings accounts database authentication authorization administrator administrators "
        "interaction behavior behaviour feedback registration verification complaint complaints information "
        "generated satisfaction requirements engagement interfaces directory identification reports privileges "
        "suspended deactivated disappeared anonymous postgres root admin nobody system default guest daemon "
        "suspension migration infringing generally currently recently violation associated connected belonging "
        "together somewhere everywhere previously restricted displayed different registered"
    ).split()
)
_HANDLE: Final = regex.compile(r"(?<![\w@./`+-])@(?P<v>[A-Za-z0-9_](?:[\w.-]{0,38}[A-Za-z0-9_]))(?![\w@/-]|\.\w)")
_REDDIT: Final = regex.compile(r"(?<![\w/.])/?u/(?P<v>[\w-]{3,24})(?![\w/.-])")
_DISCORD: Final = regex.compile(
    r"(?<![\w@/#.-])(?!(?:issue|pr|pull|bug|ticket|comment|case|build|run|no|line|repo"
    r"|gh)s?#)[A-Za-z0-9_.]{2,32}#\d{4}(?!\w)",
    _I,
)
_TAGS: Final = frozenset(
    (
        "types media param return returns import author override todo here all channel everyone property since "
        "see deprecated component input output test before after click angular babel vue nestjs typescript-eslint "
        "app staticmethod classmethod dataclass keyframes charset font-face supports page include if else end "
        "selector protocol interface implementation class private public protected synthesize autowired entity "
        "table column bean nullable"
    ).split()
)
_NO_NAME: Final = frozenset(
    (
        "is was and not the been has have had name names suspended banned blocked flagged locked disabled deleted "
        "closed hacked compromised terminated restricted shadowbanned limited removed it this that my your our "
        "his her their a an in on at to for of by with from as or but if so no yes now also still again gone fine "
        "unknown none n/a private redacted required available active inactive verified unverified being please "
        "already under only just too very following below above shown visible public details page information "
        "data policy settings email e-mail mail password account accounts user users profile profiles handle "
        "login username id support team who which what where when why how can could will would should may might "
        "must do does did are were be i we you he she they them me us since because than then there here before "
        "after all any both each few more most other some such"
    ).split()
)
# One of these stands in whatever the two patterns above match.
_TRIGGERS: Final = tuple(
    (
        "user|login|handle|alias|nick|pseudo|gamer|screen|nutzername|usuario|utente|gebruikersnaam|utilisateur|"
        "account|profile|github|git hub|gitlab|bitbucket|quillhaven|discord|telegram|twitter|insta|skype|reddit|"
        "tiktok|snap|steam|twitch|mastodon|bluesky|matrix|signal|wechat|line|kik|xbox|psn|roblox|linkedin|"
        "facebook|youtube|threads|keybase|x.com|logged|logging|log in|signed|signing|sign in|goes by|go by|known|"
        "call|known|know|knew|named|guy|dude|person|user|history|this |that |some |under the|posting as|posts as|commit"
    ).split("|")
)
_HAS_MARK: Final = regex.compile(r"[\d_#]|\w[-.]\w|[a-z][A-Z]")  # ordinary words have none of these
_NO_WORD: Final = regex.compile(r"[\d_#]|\w\.\w|-\w{1,2}$")


def find_accounts(text: str) -> Iterator[Span]:
    """User names. A plain word counts only after a label; in a sentence it must look like no word, or be quoted."""
    reached = -1  # by the names that follow another one
    stretches = around_words(text, _TRIGGERS, 24, 96)
    for match in search(_LABELLED, text, stretches):
        if _fits(match["v"]):
            yield Span(match.start("v"), match.end("v"), "USERNAME")
            if match.end("v") > reached:
                for span in _further(text, match.end("v")):
                    reached = span.end
                    yield span
    reached = -1
    for match in search(_NAMED, text, stretches):
        value = match["v"]
        if match["who"] and not _NO_WORD.search(value):
            continue
        quoted = match["q"] and "known" not in match.group().lower()
        if _fits(value) and not value[0].isdigit() and (quoted or _HAS_MARK.search(value)):
            yield Span(match.start("v"), match.end("v"), "USERNAME")
            if match.end("v") > reached:
                for span in _further(text, match.end("v")):
                    reached = span.end
                    yield span
    for match in search(_ALONE, text, stretches):
        if _fits(match["v"]) and match["v"].lower() not in _NO_USER:
            yield Span(match.start("v"), match.end("v"), "USERNAME")
    reached = -1
    if "@" in text:
        for match in search(_HANDLE, text, around_words(text, ("@",), 2, 44)):
            if match["v"].lower() not in _TAGS:
                yield Span(match.start(), match.end(), "USERNAME")
                if match.end() > reached:
                    for span in _further(text, match.end()):
                        reached = span.end
                        yield span
    if "u/" in text:
        for match in _REDDIT.finditer(text):
            yield Span(match.start(), match.end(), "USERNAME")
    if "#" in text:
        for match in _DISCORD.finditer(text):
            yield Span(match.start(), match.end(), "USERNAME")


def _further(text: str, end: int) -> Iterator[Span]:
    """The names that follow one after `and`, `sometimes` and the like, where they look like no word."""
    for _ in range(8):
        more = _FURTHER.match(text, end, end + 90)
        if more is None or not _fits(more["v"]) or not _HAS_MARK.search(more["v"]) or more["v"][0].isdigit():
            return
        yield Span(more.start("v"), more.end("v"), "USERNAME")
        end = more.end()


def _fits(value: str) -> bool:
    return len(value) > 1 and value.lower().strip("@.") not in _NO_NAME and not regex.fullmatch(r"[\d.#-]+", value)
