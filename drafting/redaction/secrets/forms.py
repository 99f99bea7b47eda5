"""Keys and tokens that tell what they are by their form: what each vendor's begin with, and what follows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final

import regex

from drafting.redaction.placeholders import Span
from drafting.redaction.secrets.values import is_documented

# Lengths are the shortest a vendor issues, less a little: people cut a key off, and half a key is still one.
# Sources: the vendors' pages on token formats, and the rules of public secret scanners for what those do not say.
_VENDORS: Final = r"""
aws: (?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z0-9]{16} A3T[A-Z0-9]{17} ABSK[A-Za-z0-9+/]{80,}={0,2}
     bedrock-api-key-[A-Za-z0-9+/=]{20,}
google: AIza[\w-]{33,} AQ\.[\w-]{40,} ya29\.[\w-]{20,} GOCSPX-[\w-]{20,} GOOG[A-Z0-9]{20,60} AAAA[\w-]{7}:[\w-]{100,}
     1//0[\w-]{30,}
azure: [\w~.]{3}\dQ~[\w~.-]{31,}
clouds: LTAI[A-Za-z0-9]{16,24} AKID[A-Za-z0-9]{28,} AQVN[\w-]{30,} YCAJE[\w-]{20,} y0_[\w-]{50,}
     do[opr]_v1_[a-f0-9]{40,}
     SCW[A-Z0-9]{17} tk-us-[\w-]{40,} fo1_[\w-]{40,} fm[12][ar]?_[\w+/=,-]{60,} rnd_[A-Za-z0-9]{28,} HRKU-[\w-]{30,}
     vc[pkair]_[A-Za-z0-9]{24,} vercel_[\w-]{24,} nf[pacoub]_[A-Za-z0-9]{30,} cf(?:k|ut|at)_[A-Za-z0-9]{30,}
     v1\.0-[a-f0-9]{24}-[a-f0-9]{100,} ATOK[\w-]{30,}
hashicorp: hv[sbr]\.[\w-]{20,} [A-Za-z0-9]{14}\.atlasv1\.[\w=-]{40,} atlasv1\.[\w=-]{20,} pul-[a-f0-9]{40}
     dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[\w-]+\.)?[A-Za-z0-9]{36,}
github: gh[pousr]_[\w.-]{20,255} github_pat_\w{20,255}
gitlab: gl(?:pat|ptt|dt|rt|rtr|ft|cbt|agent|oas|soat|imt|ffct|wt|aiat)-[\w.-]{18,} GR1348941[\w-]{20}
atlassian: ATATT3[\w=-]{40,} ATCTT3[\w=-]{40,} ATBB[A-Za-z0-9]{24,}
ci: CCIPAT_\w{20,} bkua_[a-f0-9]{40} API-[A-Z0-9]{26} sq[pua]_[a-f0-9]{40}
     sgp_(?:[a-fA-F0-9]{16}_|local_)?[a-fA-F0-9]{40}
     AKCp[A-Za-z0-9]{40,} cmVmd[A-Za-z0-9]{55,} pnu_[A-Za-z0-9]{36} waka_[0-9a-f-]{36}
registries: npm_[A-Za-z0-9]{30,} pypi-[\w-]{30,} rubygems_[a-f0-9]{40,} oy2[a-z0-9]{43} cio[A-Za-z0-9]{32}
     CLOJARS_[a-z0-9]{50,} dckr_(?:pat|oat)_[\w-]{20,}
chat: xox[abceoprs](?:\.xox[bp])?-[\w-]{10,} xapp-\d-[\w-]{20,} xwfp-[\w-]{20,} \d{8,10}:AA[\w-]{32,} mfa\.[\w-]{60,}
     [MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,} oauth:[a-z0-9]{30} _\|WARNING:-DO-NOT-SHARE\S{20,}
webhooks: https://hooks\.slack(?:-gov)?\.com/(?:services|workflows|triggers)/[\w/+-]{20,}
     https://(?:\w+\.)?discord(?:app)?\.com/api/webhooks/\d+/[\w-]{20,}
     https://hooks\.zapier\.com/hooks/catch/\d+/\w{5,}
     https://[\w-]+\.webhook\.office\.com/webhookb2/[\w@/-]{40,} https://outlook\.office\.com/webhook/[\w@/-]{40,}
     https://chat\.googleapis\.com/v1/spaces/[\w/-]+/messages\?[\w=&%+.-]{20,} https://hook\.\w+\.make\.com/\w{20,}
     https://maker\.ifttt\.com/trigger/\w+/(?:json/)?with/key/[\w-]{20,} https://api\.telegram\.org/bot\d+:[\w-]{30,}
     https://open\.(?:feishu\.cn|larksuite\.com)/open-apis/bot/v2/hook/[\w-]{20,}
     https?://[a-f0-9]{32}(?::[a-f0-9]{32})?@[\w.-]+/\d+
payment: (?:sk|rk)_(?:live|test|prod|org)_[A-Za-z0-9]{10,} pk_live_[A-Za-z0-9]{10,} whsec_[A-Za-z0-9+/=]{20,}
     sq0(?:atp|csp)-[\w-]{20,} EAA[A-Z][\w-]{50,} access_token\$(?:production|sandbox)\$[a-z0-9]{13,}\$[a-f0-9]{32}
     access-(?:sandbox|development|production)-[0-9a-f-]{36} FLWSECK(?:_TEST)?-[a-h0-9]{12,}(?:-X)? live_[a-f0-9]{35}
     EZ[AT]K[A-Za-z0-9]{50,} duffel_(?:test|live)_[\w=-]{40,} shippo_(?:live|test)_[a-f0-9]{40}
shops: shp(?:at|ca|pa|ss|ua|rt|it)_[a-fA-F0-9]{20,}
mail: SG\.[\w-]{16,}\.[\w-]{16,} key-[a-f0-9]{32} [a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8} [a-f0-9]{32}-us\d{1,2}
     xkeysib-[a-f0-9]{60,}-\w{16} xsmtpsib-[a-f0-9]{60,}-\w{16} re_[A-Za-z0-9]{6,}_[A-Za-z0-9]{20,} mlsn\.[a-f0-9]{50,}
     md-[\w-]{22}
telecom: SK[0-9a-f]{32}
monitoring: NRAK-[A-Z0-9]{20,} NRJS-[a-f0-9]{19} NRI[IQ]-[\w-]{25,} sntry[su]_[\w+/=-]{40,} gls[ab]_\w{32}_[a-f0-9]{8}
     glc_[A-Za-z0-9+/=]{30,} eyJrIjoi[\w=-]{60,} dt0[a-z]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{50,} hc[abi]ik_[a-z0-9]{50,}
     phx_[A-Za-z0-9]{40,} api-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}
     sdk-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}
data: dapi[a-f0-9]{32}(?:-\d)? dose[a-f0-9]{32} sbp_(?:v0_)?[a-f0-9]{40} sb_secret_[\w-]{20,} npg_[A-Za-z0-9]{10,}
     napi_[a-z0-9]{40,} pscale_(?:tkn|oauth|pw)_[\w=.-]{32,} essu_[\w=-]{40,} [A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk
work: lin_(?:api|oauth)_[A-Za-z0-9]{30,} ntn_[A-Za-z0-9]{30,} secret_[A-Za-z0-9]{32,} pat[A-Za-z0-9]{14}\.[a-f0-9]{64}
     [12]/\d{16}(?:/\d{16})?:[a-f0-9]{32} fig[doru]{1,2}_[\w-]{30,} PMAK-[a-f0-9]{24}-[a-f0-9]{30,} sl\.[\w-]{60,}
     pat-(?:na|eu|ap)\d-[0-9a-f-]{36} tfp_[\w=.-]{40,} CFPAT-[\w-]{40,} rdme_[a-z0-9]{60,} p8e-[a-z0-9]{32}
     00D[A-Za-z0-9]{12}![\w.]{60,} dG9rO[A-Za-z0-9+/]{40,}={0,2} fio-u-[\w=-]{50,}
social: A{20,30}[A-Za-z0-9]{1,40}%[A-Za-z0-9%]{30,} \d{15,16}\|[\w-]{25,}
models: sk-[\w-]{20,} sk_[a-f0-9]{48} gsk_[A-Za-z0-9]{20,} hf_[A-Za-z0-9]{30,} api_org_[A-Za-z0-9]{30,}
     r8_[A-Za-z0-9]{30,}
     pplx-[A-Za-z0-9]{40,} xai-[A-Za-z0-9]{60,} nvapi-[\w-]{50,} fw_[A-Za-z0-9]{20,} tgp_v1_[\w-]{40,} csk-[a-z0-9]{40,}
     jina_[a-f0-9]{32}[\w-]{20,} pcsk_\w{40,} lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10} wandb_v1_\w{40,}
     rpa_[A-Z0-9]{40,}
maps: [ps]k\.eyJ[\w-]{20,}\.[\w-]{20,}
vaults: ops_eyJ[\w+/=-]{60,} A3-[A-Z0-9]{6}(?:-[A-Z0-9]{5,11}){4,5} AGE-SECRET-KEY-1[A-Z0-9]{40,} tskey-[\w-]{20,}
     dnkey-[\w=-]{26}-[\w=-]{50,}
wallets: xprv[A-HJ-NP-Za-km-z1-9]{100,} nsec1[a-z0-9]{58} [5KL][1-9A-HJ-NP-Za-km-z]{50,51}(?![\w+/=])
frameworks: django-insecure-\S{30,} base64:[A-Za-z0-9+/]{43}=
tokens: eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*){0,3} sha256~[\w-]{43}
links: otpauth(?:-migration)?://[\w%.:@/+-]{1,200}\?[^\s"'<>`]{8,}
hashes: \$2[abxy]\$\d\d\$[./A-Za-z0-9]{50,} \$argon2(?:id?|d)\$\S{30,} \$(?:[1567y]|apr1)\$[^\s"'<>]{20,}
     \{S?SHA(?:256|512)?\}[\w+/=]{20,}
"""
_SIGNATURE: Final = r"(?<=(?<![A-Za-z])(?:sig|X-Amz-Signature|X-Goog-Signature)=)[\w%+/=-]{20,}"
_LONGEST_HEAD: Final = 12
_SLUG: Final = regex.compile(r"[a-z]{1,15}(?:[-_][a-z]{1,15})+(?:[-_]\d{1,4})?")
_BEGIN: Final = r"(?:(?<![A-Za-z0-9_])|(?<=\\[nrt]))"
_CHOICE: Final = regex.compile(r"\[([\w]+)\](?![{?*+])|\(\?:([\w|-]+)\)(?![{?*+])")

Words = tuple[tuple[int, int], ...]


def _heads(form: str, head: str = "") -> Iterator[str]:
    """Every way in which a form can begin, as far as it is literal: `gh[pousr]_` begins with `ghp_`, `gho_` and so
    on."""
    while form and len(head) < _LONGEST_HEAD:
        choice = _CHOICE.match(form)
        if choice and "-" not in (choice[1] or ""):
            for one in choice[1] or choice[2].split("|"):
                yield from _heads(form[choice.end() :], head + one)
            return
        char, rest = (form[1], form[2:]) if form[0] == "\\" and not form[1].isalnum() else (form[0], form[1:])
        if (char == form[0] and not (char.isalnum() or char in "_-:/=%~!,")) or rest[:1] in ("{", "?", "*", "+"):
            break
        head, form = head + char, rest
    yield head


def _tables(table: str) -> tuple[dict[str, str], list[str]]:
    """The forms by their heads, and those that begin with anything."""
    headed: defaultdict[str, list[str]] = defaultdict(list)
    loose = []
    for form in (word for word in table.split() if not word.endswith(":")):
        for head in _heads(form):
            if len(head) >= 2:
                headed[head].append(form)
            else:
                loose.append(form)
    return {head: "|".join(forms) for head, forms in headed.items()}, loose


_HEADED, _FREE = _tables(_VENDORS)
_LOOSE: Final = regex.compile(rf"{_BEGIN}(?:{'|'.join(dict.fromkeys(_FREE))})|{_SIGNATURE}")


@cache
def _form(head: str) -> regex.Pattern[str]:
    return regex.compile(rf"{_BEGIN}(?:{_HEADED[head]})")


def long_words(text: str, least: int = 18) -> Words:
    """Where runs without blanks stand that are long enough for a key. Prose has few, so the table is rarely tried."""
    found, at = [], 0
    for word in text.split():
        if len(word) >= least:
            at = text.find(word, at)
            found.append((at, at + len(word)))
            at += len(word)
    return tuple(found)


def find_forms(text: str, words: Words) -> Iterator[Span]:
    """Keys of a known form within `words`. Examples from documentation and unfilled templates are none."""
    if not words:
        return
    joined = " ".join(text[start:end] for start, end in words)
    present = [_form(head) for head in _HEADED if head in joined]
    for start, end in words:
        for pattern in (*present, _LOOSE):
            for match in pattern.finditer(text, start, end):
                key = match.group().rstrip(".,;")
                if not is_documented(key) and not _SLUG.fullmatch(key):
                    yield Span(match.start(), match.start() + len(key), "SECRET")
