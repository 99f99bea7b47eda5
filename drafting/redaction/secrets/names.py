"""Names that announce a secret, and the ways a text puts a value after one: `password: x`, "is x", `KEY=x`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

_I: Final = regex.IGNORECASE

# Looked for with str.find, which is many times faster than any expression; each hit is then read by NAME.
STEMS: Final = (
    *("pass", "pwd", "pw", "psw", "secret", "token", "key", "auth", "cred", "psk", "jwt", "salt", "bearer", "kennwort"),
    *("contrase", "wachtwoord", "mot de passe", "senha", "parola", "hasło", "пароль", "密码", "密碼", "パスワード"),
)

NAME: Final = regex.compile(
    r"(?:(?P<word>pass[-\s]?(?:words?|wort|wd|phrases?|codes?)|passw|pwd|p[sa]?w|kennwort|contrase[ñn][ae]s?"
    r"|wachtwoord|mot de passe|senha"
    r"|parola|hasło|пароль|密[码碼]|パスワード|psk|wpa[_-]?psk)|(?P<pass>pass)|(?P<secret>secret(?:[_\s-]?(?:access|api"
    r"|auth))?(?:[_\s-]?(?:keys?"
    r"|token))?)|(?P<token>tokens?|jwt)|(?P<key>keys?(?:[_-]?base)?)|(?P<auth>auth(?:orization)?(?:[_\s-]?(?:key"
    r"|token|header))?)"
    r"|(?P<cred>cred(?:ential)?s?)|(?P<salt>salt)|(?P<bearer>bearer))"
    r"(?P<tail>s?\d{0,3}(?:[_.-][A-Za-z0-9]{1,20}|(?-i:[A-Z])[A-Za-z0-9]{1,20}){0,4})(?![A-Za-z0-9])",
    _I,
)
# What makes a key one to hide: `api_key`, `Signing key`; `cache_key` and `public key` are none.
KEY_BEFORE: Final = regex.compile(
    r"(?:api|acc?ess|auth|private|account|encryption|decryption|encrypt|signing|sign|master|licen[cs]e|service"
    r"|app|application|consumer"
    r"|subscription|storage|shared|webhook|deploy|session|security|function|host|admin|bot|server|pre-?shared"
    r"|wpa2?|wi-?fi|wlan|network|hmac"
    r"|jwt|client|root|write|ingest|integration|instrumentation|stream|recovery|activation|product|serial|aes|sas"
    r"|cookie|role|rpc|publish"
    r"|secure|logged[_-]in|nonce|backup|restricted|ssh|gpg|pgp|vpn|db|database|crypt|cipher|site|rest|user|data"
    r"|project|team|org|x-[\w-]{1,20})"
    r"[\s_.-]{0,2}(?:secret[\s_-]?)?$",
    _I,
)
# A vendor in front says as much as `api`: "Heroku key: …".
VENDOR_BEFORE: Final = regex.compile(
    r"(?:heroku|snyk|postmark|openai|anthropic|claude|stripe|aws|azure|gcp|google|github|gitlab|bitbucket|jira|slack|twilio"
    r"|sendgrid|mailgun|mailchimp|brevo|datadog|algolia|cloudflare|netlify|vercel|supabase|firebase|okta|auth0|sentry|sonar"
    r"|circleci|travis|codecov|opsgenie|pagerduty|hubspot|intercom|zendesk|shopify|paypal|braintree|square|adyen|plaid"
    r"|coinbase|binance|kraken|alchemy|infura|mapbox|maps|steam|spotify|discord|telegram|linear|notion|airtable|asana|figma"
    r"|dropbox|hugging\s?face|groq|replicate|perplexity|mistral|cohere|deepseek|elevenlabs|new\s?relic|grafana|honeycomb"
    r"|launchdarkly|segment|amplitude|mixpanel|resend|vonage|nexmo|digitalocean|linode|vultr|hetzner|ovh|pulumi|doppler"
    r"|databricks|snowflake|mongodb|atlas|neon|planetscale|upstash|elastic|rapidapi|npm|pypi|docker|terraform)[\s_-]$",
    _I,
)
KEY_NOT: Final = regex.compile(
    r"(?:cache|primary|public|publishable|foreign|sort|object|s3|partition|idempotency|row|map|dict|json|i18n"
    r"|translation|pub|registry|hot"
    r"|arrow|enter|tab|shift|unique|composite|natural|surrogate|candidate|index|lookup|routing|group|react|hash"
    r"|range|answer|ssh|gpg|pgp)[\s_-]?$",
    _I,
)
TOKEN_NOT: Final = regex.compile(
    r"(?:next|page|pagination|continuation|sync|cancel(?:lation)?|max|min|output|input|prompt|completion|total"
    r"|num(?:ber of)?|erc-?20|nft|stop"
    r"|utility|governance|design|lexer)[\s_-]?(?:page[\s_-]?)?$",
    _I,
)
GLUED: Final = regex.compile(
    r"(?:db|user|my|root|admin|ssh|sql|mail|smtp|ftp|ldap|redis|pg|mysql|api|auth|access|refresh|client|app"
    r"|secret|private|encryption|new"
    r"|old|temp|test|bot|session|the|keystore|truststore|key)$",
    _I,
)
TAIL_NOT: Final = regex.compile(
    r"[_.-]?(?:ids?|names?|types?|ur[li]s?|endpoint|paths?|dir|files?(?:name)?|length|len|size|counts?|limit"
    r"|polic(?:y|ies)|resets?|fields?|input"
    r"|expir\w*|ttl|age|versions?|formats?|vault|ring|store|manager|generator|protected|strength|hint|label"
    r"|placeholder|min\w*|max\w*|regex|usage"
    r"|bucket|address|algorithm|alg|prefix|schema|mapping|usage|rotation|confirm\w*|required|enabled|exists"
    r"|valid\w*|error|prompt|at|on|date|ref"
    r"|scanning|based|sharing|free|safe|like|only|list|pair|points?|provider|status|scopes?|method)(?![a-z])",
    _I,
)

_CLOSE: Final = r"(?:\\?[\"'`\]]|\*{1,2}|__|</?(?:b|strong|code|em|i|td|th|dt|label|span)>){0,3}"
_AFTER: Final = r"(?:\*{2}|__|</(?:b|strong|td|th|dt|label|span)>){0,2}"
_NOTE: Final = r"(?:\s?\([^()\n]{1,60}\))?"
_COPULA: Final = (
    r"(?:is|was|are|were|equals|reads|ist|war|lautet|est|es|jest|è|used\s+to\s+be|has\s+been"
    r"|(?:should|would|will)\s+be)"
)
_ADVERB: Final = (
    r"(?:\s+(?:now|currently|still|just|simply|always|only|also|set\s+to|as\s+follows|the\s+following|probably"
    r"|something\s+like|this|here"
    r"|literally|actually|either|again))?"
)
ASSIGNED: Final = regex.compile(
    rf"{_NOTE}{_CLOSE}[ \t]{{0,20}}(?:(?P<op>:=|=>|->|\?=|=)(?!=){_AFTER}[ \t]{{0,20}}(?:\r?\n[ \t>]{{0,20}}(?=[\"']))?"
    rf"|(?P<op>:(?!:)|：){_AFTER}[ \t]{{0,20}}(?:\r?\n[ \t>]{{0,20}}){{0,2}})"
    r"(?:<(?:b|strong|code|em|i|td|dd|span|p|pre)>)?"
)
ELEMENT: Final = regex.compile(
    r"[\"']?(?:\s[^<>\n]{0,100})?>\s{0,20}(?:<!\[CDATA\[)?(?P<v>[^<>\n\]]{3,4096}?)\s{0,20}(?:\]\]>)?</"
)
ATTRIBUTE: Final = regex.compile(
    r"\\?[\"']?\s{0,5},?\s{0,30}-?\s?\\?[\"']?(?:value|default|content)\\?[\"']?\s{0,3}[:=]\s{0,3}\\?[\"']?"
    r"(?P<v>[^\"'\n\\]{3,4096}?)(?=\\?[\"']|\s*$|\s*[\n,}])"
)
ARGUMENT: Final = regex.compile(r"[\"']\s{0,3},\s{0,30}[\"'](?P<v>[^\"'\n]{3,4096})[\"']")
CALL_BEFORE: Final = regex.compile(
    r"(?:define|set|put|property|env|add|append|header|config|option)\w*\(\s{0,5}[\"'][\w.-]{0,60}$",
    _I,
)
TOLD: Final = regex.compile(rf"{_NOTE}{_CLOSE}(?:['’]s|\s+{_COPULA}){_ADVERB}\s{{0,2}}[:=-]?\s{{1,3}}", _I)
# One of these must be near before the slower expressions below are tried.
COPULAS: Final = (
    " is",
    " was",
    " are",
    " were",
    ":",
    "=",
    " ist",
    " war",
    " lautet",
    " es",
    " be",
    " has",
    " equals",
    " reads",
    " è",
)
TURNS: Final = (" to ", " auf ", " into ", "to\n")
LEADS: Final = (" is ", " was ", " as ")
CLAUSE: Final = regex.compile(
    rf"{_NOTE}\s{{1,3}}(?=(?P<first>(?:for|of|to|on|at|in|from|für|zum|zur|zu|pour|para|del?)\s)?)[^\s:=!?,;]{{1,40}}"
    rf"(?:\s[^\s:=!?,;]{{1,40}}){{0,6}}?(?:\s{_COPULA}{_ADVERB}|\s?[:=])\s{{1,3}}",
    _I,
)
CHANGED: Final = regex.compile(r"(?:\s+[^\s:=.!?,;]{1,20}){0,4}?\s+(?:to|auf|into)\s+", _I)
OPTION_BEFORE: Final = regex.compile(r"(?<!\S)--?(?:[\w-]{0,24}-)?$")
NOTED: Final = regex.compile(r"\s?\((?P<v>[^()\s]{6,60})\)")
NEXT_SENTENCE: Final = regex.compile(
    r"[^\n.!?]{0,80}[.!?]\s{1,3}(?:it|this|that)(?:['’]s|\s(?:is|was))(?:\s(?:now|still|simply))?:?\s{1,3}", _I
)
BESIDE: Final = regex.compile(
    r"[ \t]?(?:\r?\n[ \t>]{0,4})?\([ \t]?|[ \t]{1,3}(?:[-–—|][ \t])?|[,;|\t][ \t]?"
    r"|[ \t]{0,3}\r?\n[ \t>]{0,4}(?=[^\s]{4,64}[ \t]{0,3}(?:\r?\n|$))"
)
FOREIGN: Final = regex.compile(r"\s(?:ist|war|lautet|est|es|jest|è)\s", _I)
WORDS: Final = regex.compile(r"[\"'`]?(?P<v>(?:[a-z]{3,10} ){3,9}[a-z]{3,10})[\"'`]?(?=[.!]?[ \t]*(?:\n|$))")
APP_PASSWORD: Final = regex.compile(r"[\"'`]?(?P<v>[a-z]{4}(?:[ \xa0][a-z]{4}){3})(?![\w])")
BEFORE: Final = regex.compile(
    r"(?<!\S)[\"'`“*(]{0,2}(?P<v>[^\s\"'`“”<>]{6,64}?)[\"'`”*,)]{0,2}\s+(?:is|was|as)\s+(?:(?:my|the|our|his|her"
    r"|their|its|a|an|your|this|new|old|current|default"
    r"|admin|root|real|actual|api|access|secret|wi-?fi|vpn|database)\s+){0,3}$",
    _I,
)

QUOTED_VALUE: Final = regex.compile(
    r"\\?\"(?P<v>(?:\\[^\"]|[^\"\n\\]){1,4096}+)\\?\"|\\?'(?P<v>(?:\\[^']|[^'\n\\]){1,4096}+)\\?'|`{1,3}"
    r"(?P<v>[^`\n]{1,4096}+)`|“(?P<v>[^”“\n]{1,200}+)[”“]"
    r"|‘(?P<v>[^’\n]{1,200}+)’|«\s?(?P<v>[^»\n]{1,200}?)\s?»|„(?P<v>[^“”\n]{1,200}+)[“”]|\*\*"
    r"(?P<v>[^*\n]{1,200}+)\*\*|<code>(?P<v>[^<\n]{1,200}+)</code>"
)
BARE_VALUE: Final = regex.compile(
    r"(?:(?:Bearer|Basic|Token|Api-?Key|Bot|OAuth|Key|Negotiate|AWS4-HMAC-SHA256|Digest)\s+)?[\"'“`]?(?P<v>[^\s\"`<>“”«»]{3,2048}+)",
    _I,
)
ALSO: Final = regex.compile(
    r"[\"'”`]?[,.]?\s+(?:and|or|then|und|oder|&)\s+(?:(?:later|also|before|now|sometimes|maybe|that"
    r"|then)\s+)?[\"'“`]?(?P<v>[^\s\"'`<>“”]{4,64})"
)


def hits(lower: str, stem: str) -> Iterator[int]:
    """Every offset at which a literal stands."""
    at = lower.find(stem)
    while at >= 0:
        yield at
        at = lower.find(stem, at + len(stem))
