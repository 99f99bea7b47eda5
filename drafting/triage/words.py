"""Words that settle circumstances: laws that are claimed, danger to life, what raises a priority. Patterns, no logic.

They hold for every section (domain rubric of severity), so they stand here once and not in each policy file.
"""

from __future__ import annotations

from typing import Final

_WE: Final = r"\b(?:i(?:'m| am)?|we(?:'re| are)?|my (?:home|family)|our (?:office|company))"
_HOME: Final = r"(?:live|living|reside|residing|based|located|resident|citizens?|from|is)"
# "I live in", "we are based in", "I am a resident of"
_IN: Final = rf"{_WE}\s+(?:\w+\s+){{0,2}}?{_HOME}\s+(?:\w+\s+){{0,2}}?(?:(?:in|of|from)\s+)?(?:the\s+)?"
_EEA_NAMES: Final = (
    r"(?:austria|belgium|bulgaria|cyprus|czechia|czech republic|germany|denmark|estonia|spain|finland|france|greece"
    r"|croatia|hungary|ireland|iceland|italy|liechtenstein|lithuania|luxembourg|latvia|malta|netherlands|norway|poland"
    r"|portugal|romania|sweden|slovenia|slovakia|european union|eu|eea)\b"
)

# A hidden place in which the writer lives, or whose resident or citizen he is
LIVES_IN: Final = (
    rf"(?:{_IN}|\b(?:residents?|resident here|citizens?|consumers?) (?:in|of|from) |\b(?:state|country)\W{{1,3}})"
    r"(?:\w+ |<\w+>,? ){0,3}?(<LOCATION_\d+>(?:, ?<LOCATION_\d+>)?)"
)

# Jurisdiction -> words that claim its law or place the writer there, the more particular first
REGIMES: Final[dict[str, tuple[str, ...]]] = {
    "UK": (
        r"\buk[\s-]*gdpr\b",
        r"\bdata protection act 2018\b|\bdata \(use and access\) act\b",
        r"\binformation commissioner\b|\bthe ico\b",
        rf"{_IN}(?:united kingdom|uk|england|scotland|wales|northern ireland|great britain)\b",
    ),
    "EU": (
        r"(?<!\buk[\s-])(?<!\bunited kingdom )\bgdpr\b",
        r"(?<!\buk )\bgeneral data protection regulation\b|\bdsgvo\b|\brgpd\b|\bregulation \(eu\)|\b2016/679\b",
        r"\bdigital services act\b|\bdsa,? art(?:icle|\.)|\bart(?:icle|\.)? ?\d+ (?:of the )?dsa\b",
        r"\beu[\s-](?:citizen|resident|law)\b|\beuropean (?:citizen|resident)\b",
        r"\bepoc(?:-pr)?\b|\beuropean (?:production|preservation) order\b",
        rf"{_IN}{_EEA_NAMES}",
    ),
    "US-CA": (
        r"\bccpa\b|\bcpra\b",
        r"\bcalifornia (?:consumer|privacy|resident|law|civil code)\b|\bcivil code (?:section |§ ?)?1798\b",
        rf"\bresidents? of california\b|{_IN}california\b|\bstate\W{{1,3}}california\b",
    ),
    "US-VA": (r"\bvirginia consumer data\b|\bvcdpa\b", rf"{_IN}virginia\b"),
    "US-CO": (r"\bcolorado privacy act\b", rf"{_IN}colorado\b"),
    "US-CT": (r"\bconnecticut data privacy\b|\bctdpa\b", rf"{_IN}connecticut\b"),
    "US-TX": (r"\btexas data privacy\b|\btdpsa\b", rf"{_IN}texas\b"),
    "US": (
        r"\bdmca\b|\bdigital millennium copyright\b",
        r"\b1[78]\s*u\.?\s?s\.?\s?c\b|\bu\.?\s?s\.?\s?(?:copyright )?law\b",
        r"\btake it down act\b|\bstored communications act\b",
        rf"{_IN}(?:united states|usa|us|u\.s\.)(?!\w)",
    ),
}

_WHO: Final = r"\b(?:i(?:'m| am)?|we(?:'re| are)?|s?he(?:'s| is)?|they(?:'re| are)?)"
_MEANS_TO: Final = r"(?:going to|gonna|will|about to|want to|planning to|plans? to|threaten\w* to)"
_VIOLENCE: Final = r"(?:kill|shoot|stab|murder|hurt|harm)"
_WHOM: Final = r"(?:(?:my|him|her|them)sel(?:f|ves)|me|him|her|us|them|someone|somebody|people|my|his)"
HARM: Final[tuple[str, ...]] = (
    rf"{_WHO}\s+(?:\w+\s+){{0,3}}?{_MEANS_TO}\s+(?:\w+\s+){{0,2}}?{_VIOLENCE}\s+{_WHOM}\b",
    r"\b(?:kill|hang|shoot|hurt|harm)\s+myself\b|\btake my own life\b|\bi(?:'m| am) suicidal\b",
    r"\bend (?:it all|my (?:own )?life)\b|\b(?:going|want) to end it\b(?! with)",
    r"\bi (?:want|wish) to die\b|\b(?:don'?t|do not) want to (?:live|be alive)\b",
    r"\b(?:imminent|immediate) (?:danger|threat|risk|harm)\b|\bdanger of death\b",
    r"\brisk of (?:death|serious (?:physical |bodily )?injury)\b",
    r"\b(?:life|lives|child|children|boy|girl|person|victim)\b.{0,20}\b(?:is|are) in (?:\w+ )?danger\b",
    r"\b(?:kidnapp\w+|abducted|held hostage|bomb threat|mass shooting|school shooting)\b",
)

# Reason -> words; each raises the priority, together by one level
RAISING: Final[dict[str, tuple[str, ...]]] = {
    "a minor is involved": (
        r"\bunder[\s-]?(?:age|13|18|thirteen|eighteen)\b",
        r"\bminors?\b(?! (?:change|edit|issue|version|release|update|bug))",
        r"\bmy (?:\w+ )?(?:son|daughter|child|kid|children|kids)\b",
        r"\b(?:[1-9]|1[0-7])[\s-]years?[\s-]old\b|\bi(?:'m| am) (?:only )?(?:[89]|1[0-7])\b(?![:.,/]\d)",
    ),
    "press or regulator": (
        r"\b(?:journalist|newsroom)\b|\bfor (?:a|an|our) (?:article|story)\b|\bpress (?:inquiry|enquiry|deadline)\b",
        r"\b(?:i|we) (?:\w+ ){0,2}(?:from|for|at|of) the (?:\w+ ){0,4}(?:authority|commission\w*|ico|ftc|ofcom)\b",
    ),
    "a lawyer or a threat of suit": (
        r"\b(?:my|our) (?:lawyers?|attorneys?|solicitors?|barristers?)\b",
        r"\bcease and desist\b|\bletter before (?:action|claim)\b",
        r"\b(?:legal action|lawsuit|proceedings) against (?:you|your)\b|\b(?:will|shall|going to|forced to) sue\b",
        r"\bor (?:we|i)(?:'ll| will)? sue\b",
        r"(?<!\bright to )\b(?:take|pursue|seek) (?:\w+ )?legal (?:action|remed\w+)\b",
    ),
    "repeated contact": (
        r"\b(?:third|fourth|fifth) (?:time|e-?mail|message|request|reminder)\b",
        r"\b(?:three|four|five|several|many) times (?:already|now|before)\b",
        r"\bstill (?:no|not (?:had|received|got) (?:an? |any )?)\s*(?:answer|reply|response)\b",
        r"\b(?:you|nobody|no one) (?:have |has )?(?:ignored|never (?:answered|replied|responded))\b",
    ),
    "production is down": (
        r"\b(?:production|live|our) (?:\w+ )?(?:app|site|service|system)s? (?:is|are|went|has been) (?:\w+ )?"
        r"(?:down|offline|unreachable)\b",
        r"\bproduction (?:is )?down\b|\blivelihood\b",
    ),
}
