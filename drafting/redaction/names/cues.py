"""What stands before or after a person's name: relations, what only people do, what people do to others' work."""

from __future__ import annotations

from typing import Final

import regex

_I: Final = regex.IGNORECASE
_SPOKE: Final = (
    r"told|threatened|admitted|promised|texted|phoned|e-?mailed|messaged|harassed|harasses|stalked|stalks|blackmailed"
    r"|blackmails|doxx?ed|bullied|bullies|insulted|lied|lies|married|divorced|said|says|refused|apologi[sz]ed|lives"
    r"|lived|confessed|swore|laughed|knows|knew|hates|thinks|wants|wanted|resigned|quit|denied|denies|agreed|showed"
)
# After a name: what only people do.
_HUMAN_AFTER: Final = regex.compile(
    rf",?[ ](?:(?:has|had|have|also|then|never|just|even|later|only)[ ]){{0,2}}(?:(?:{_SPOKE})\b"
    r"|and[ ](?:I|me)\b|work(?:s|ed)[ ](?:for|at|with|in)\b|used[ ]to\b|got[ ](?:angry|fired|married|arrested)\b"
    r"|(?:is|was)[ ](?:my|our|his|her|a|an|the|so|very|not)?[ ]?(?:\w+[ ])?(?:man|woman|person|student|guy|girl|boy"
    r"|friend"
    r"|colleague|boss|ex|husband|wife|brother|sister|father|mother|son|daughter|neighbou?r|landlord|roommate|partner"
    r"|boyfriend|girlfriend|teacher|employee|contractor|freelancer|classmate|cousin|uncle|aunt|kind|rude|angry|jealous"
    r"|reliable|impulsive|mean|cruel|nice|jealous|drunk|dangerous|arrested|fired|born|married|divorced)\b"
    r"|(?:is|was)[ ](?:from|years[ ]old|\d{1,2}\b)"
    r"|who[ ](?:is|was|lives|lived|works|worked)\b|in[ ]cc\b)"
    r"|['’]s?[ ](?:wife|husband|brother|sister|father|mother|mom|dad|son|daughter|kid|child|boyfriend|girlfriend|phone"
    r"|birthday|employer|boss|lawyer|house|home|family|face|voice|friend|body|address|mail|e-?mail)\b",
    _I,
)
# After a name of two words, one of them unknown: what people do to the things that tickets are about.
AGENT_AFTER: Final = regex.compile(
    r"(?:[ ](?:has|had|have|also|then|never|just|who|and[ ]\p{Lu}[\p{L}]+|later|already|secretly|illegally)){0,2}[ ]"
    r"(?:copied|copies|stole|steals|posted|posts|uploaded|uploads|wrote|writes|published|publishes|forked|committed"
    r"|pushed|leaked|leaks|created|made|makes|signed|took|takes|used|uses|shared|shares|sent|sends|owns|owned|hosts"
    r"|keeps|removed|deleted|filed|submitted|reported|claims|claimed|gave|runs|ran|logged|hacked|paid|called|asked|sold"
    r"|is|was|will[ ]be|speaking)\b|['’]s?[ ]\p{Ll}",
)
_AGENT_BEFORE: Final = regex.compile(r"(?:\b(?:by|from|to|with|of|for|and|about|against)|[:,])[ ]+$", _I)
_RELATIONS: Final = (
    r"colleague|client|husband|wife|son|daughter|brother|sister|mother|father|boss|manager|friend|partner|lawyer|attorney"
    r"|neighbou?r|ex|ex-?(?:husband|wife|boyfriend|girlfriend|partner|friend|employee)|cousin|uncle|aunt|room-?mate"
    r"|co-?worker|boyfriend|girlfriend|landlord|tenant|doctor|child|kid|baby|niece|nephew|stepfather|stepmother|stepson"
    r"|grandmother|grandfather|grandson|tutor|teacher|student|supervisor|employee|contractor|freelancer|intern|assistant"
    r"|class-?mate|fianc[ée]e?|co-?founder|flat-?mate|accountant|therapist|professor"
)
# Before a name: what announces a person.
_HUMAN_BEFORE: Final = regex.compile(
    r"(?:\bit[ ](?:was|is|must[ ]be|could[ ]be|might[ ]be)(?:[ ](?:probably|likely|maybe|perhaps|certainly|surely|all"
    r"|just|only|definitely|again))?"
    r"|\bi[ ](?:think|believe|suspect|guess|know|met|married|hired|fired|dated|asked|told)"
    r"(?:[ ](?:that|it[ ]was|it[ ]is))?|\b(?:ask|asked|told|tell|dating|divorced|married|blame|met|hired|fired|phoned)"
    r"|\b(?:mother|father|parent|wife|husband|friend|victim)[ ]of"
    r"|\b(?:told|tells|said|says|claims|claimed)(?:[ ]\w+)?[ ]that"
    r"|\bbetween|\bwhy[ ](?:is|was|did|does|has)|\bstarring|\bmy[ ]name[ ]is|\blast[ ]name\?"
    r"|\b(?:(?:man|woman|person|user|guy|girl|boy|student|developer|teacher|someone|somebody)(?:[ ](?:named|called))?"
    r"|thank[ ]you|thanks|hi|hey|dear)"
    rf"|\b(?:my|our|his|her|their)[ ](?:\w+[ ]){{0,2}}(?:{_RELATIONS})),?[ ]$",
    _I,
)


def announced(text: str, start: int) -> bool:
    """Whether the words before `start` announce a person: "it was probably", "my sister"."""
    return _HUMAN_BEFORE.search(text, max(0, start - 60), start) is not None


def cued(text: str, start: int, end: int) -> bool:
    """Whether the words around a name are those around a person."""
    return _HUMAN_AFTER.match(text, end) is not None or announced(text, start)
