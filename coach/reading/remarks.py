"""Explicit remarks about who talked ("I did most of the talking", "prob 60/40 her") to shares with their spread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.reading.people import Clue
from coach.records import Remark

_CLAUSE = re.compile(r"[^.!?;\n]+(?:\.(?=\d)[^.!?;\n]+)*[!?]*")
_SIDE = {
    Clue.MENTOR: "mentor",
    Clue.I_MENTOR: "mentor",
    Clue.PRONOUN_MENTOR: "mentor",
    Clue.TAG_MENTOR: "mentor",
    Clue.MENTEE: "mentee",
    Clue.I_MENTEE: "mentee",
    Clue.PRONOUN_MENTEE: "mentee",
    Clue.TAG_MENTEE: "mentee",
}
_TALK = r"(?:talk(?:ing|ed|s)?|speak(?:ing|s)?|spoke|conversation|yarn(?:ing|ed)?|chat(?:ting)?|airtime|floor|words|air|minutes|time)"
_MUCH = r"(?:way |far |a bit |rather |probably |prob |perhaps |maybe |again )*"

# (pattern, share of the one who is meant, spread, who is meant: "subject" or "object" of the pattern)
_RULES: tuple[tuple[str, float, float], ...] = (
    (
        rf"\b(?:did|had|made|took|got|doing|do|does|has|held|filled|used)\b[^,]{{0,22}}\b(?:nearly|almost|practically|pretty much)? ?all\b[^,]{{0,14}}\b{_TALK}\b",
        0.88,
        0.10,
    ),
    (
        rf"\b(?:did|had|made|took|got|doing|do|does|has|held|filled|used)\b[^,]{{0,22}}\b(?:most|bulk|lion'?s share|majority|three[- ]quarters|four[- ]fifths)\b[^,]{{0,14}}\b{_TALK}\b",
        0.78,
        0.12,
    ),
    (rf"\b(?:did|had|took|got)\b[^,]{{0,18}}\b(?:two[- ]thirds|more than half)\b[^,]{{0,14}}\b{_TALK}\b", 0.66, 0.10),
    (
        r"\b(?:talked|spoke|went on|going on|talking|rambled|waffled|chattered)\b[^,]{0,18}\b(?:nonstop|non-stop|the (?:whole|entire) (?:time|hour|session|call)|most of the (?:time|hour|session|call)|for most of|all the time|at length|endlessly)\b",
        0.80,
        0.12,
    ),
    (rf"\b(?:talk|talked|spoke|said|speak|talking|yapped|gabbed)\b {_MUCH}(?:too|so|very|awfully) much\b", 0.74, 0.13),
    (
        r"\b(?:talk|talked|spoke|yapped|chatted|talking)\b (?:a lot|lots|loads|plenty|like a radio|more than (?:i|he|she|they|usual)\b)",
        0.68,
        0.14,
    ),
    (
        r"\b(?:gabbed|rambled|droned|waffled|banged|rattled|wittered|prattled|blathered|jabbered|blabbed|carried|rabbited) ?(?:on)?\b",
        0.74,
        0.13,
    ),
    (r"\b(?:went|going|go) on (?:and on|a bit|too long|for ages|forever|a lot)\b", 0.74, 0.13),
    (
        r"\b(?:lectur(?:ed|ing)|preach(?:ed|ing)|monologu\w*|sermon\w*|soapbox|hogged|dominated|held forth|took over|took the floor|hijacked|talked over|full lecture)\b",
        0.76,
        0.13,
    ),
    (
        r"\b(?:could ?n['o]?t|did ?n['o]?t|hardly|barely|scarcely|struggled to|never)\b[^,.]{0,16}\b(?:get|got|getting|say|said|have|had)\b[^,.]{0,6}\b(?:a )?words?\b(?: in)?(?: edgeways| edgewise)?",
        0.14,
        0.10,
    ),
    (
        r"\b(?:hardly|barely|scarcely|rarely|did ?n['o]?t) (?:spoke|speak|talked|talk|spoken|open(?:ed)? (?:my|his|her|their) mouth|said (?:anything|much)|say (?:anything|much|a lot))\b",
        0.17,
        0.11,
    ),
    (r"\b(?:talked|spoke|said) (?:very |too |so |quite )?(?:little|less)\b", 0.22, 0.12),
    (
        r"\b(?:stayed|was|were|being) (?:very |pretty |quite |rather |mostly |unusually )?(?:quiet|out of the way|my mouth shut)\b",
        0.24,
        0.14,
    ),
    (
        r"\b(?:mostly|mainly|just|only|largely|basically|really|sat and|more|pretty much) (?:just )?(?:listen(?:ed|ing)?|nodded|took notes|writing)\b",
        0.24,
        0.13,
    ),
    (
        r"\b(?:listened|listening|listen) (?:more than (?:i|he|she|they)|most of|mostly|for most|the whole|nearly the whole|rather than|almost)",
        0.24,
        0.13,
    ),
    (
        r"\b(?:let|left|gave) (?:him|her|them|[A-Z]\w+\.?) (?:do )?\b(?:talk|speak|run|get it (?:all )?out|the floor|do the talking|most of the talking)\b",
        0.26,
        0.13,
    ),
    (
        r"\b(?:did ?n['o]?t|did not) (?:do )?(?:much|a lot) (?:of the )?(?:talking|speaking)\b|\b(?:did|said) (?:very )?little\b",
        0.2,
        0.12,
    ),
)
_FRACTIONS = (
    (r"(?:nine[- ]tenths|9/10|ninety per ?cent)", 0.9),
    (r"(?:four[- ]fifths|4/5|eighty per ?cent)", 0.8),
    (r"(?:three[- ]quarters|3/4|seventy per ?cent)", 0.75),
    (r"(?:two[- ]thirds|2/3)", 0.66),
    (r"(?:a third|one[- ]third|1/3)", 0.34),
    (r"(?:a quarter|one[- ]quarter|1/4)", 0.25),
    (r"(?:a fifth|one[- ]fifth|1/5)", 0.2),
    (r"(?:a tenth|one[- ]tenth|1/10)", 0.1),
)
_SPOKE = r"(?:did|had|made|took|doing|talk(?:ed|ing)?|spoke|speaking|used|filled)"
_RULES += tuple((rf"\b{_SPOKE}\b[^,]{{0,24}}{word}", share, 0.1) for word, share in _FRACTIONS)
_RULES += (
    (rf"\b(?:talked|spoke|talking|speaking|said) {_MUCH}more\b", 0.66, 0.13),
    (r"\b(?:talked|spoke) (?:nearly |almost |practically )?(?:all|most)\b", 0.8, 0.12),
    (r"\b(?:talked|spoke|talking)(?:,| and| &) (?:talked|spoke|talking)\b", 0.8, 0.13),
    (r"\b(?:talked|spoke) (?:nearly |almost |for nearly |for almost )?the whole\b", 0.82, 0.12),
    (
        r"\b(?:talked|spoke) (?:rather much|far too long|too long|for long|like an? \w+|from the moment|me (?:in)?to)\b",
        0.76,
        0.14,
    ),
    (
        r"\b(?:did|doing) the (?:talking|speaking)\b|\b(?:talking|talked) mostly\b|\b(?:mostly|mainly) (?:talked|spoke|talking)\b",
        0.78,
        0.13,
    ),
    (
        r"\b(?:talked|spoke|explained all|talking)(?:,| and|;) (?:i|me|he|she|they) (?:just |mostly |more or less )?(?:nod|listen|sat|stood|ate|typed|wrote|wash|drank|drinking|took|watch)\w*",
        0.82,
        0.12,
    ),
    (r"^\W*(?:\w+ )?(?:listened|listening)\b(?! to\b)", 0.24, 0.14),
)
RULES = tuple((re.compile(pattern, re.I), share, spread) for pattern, share, spread in _RULES)
EVEN = re.compile(
    r"\b(?:50 ?[/:-] ?50|fifty[- ]fifty|half and half|half[- ]half|half each|(?:pretty|fairly|quite|roughly|nearly|about|very|more or less|mostly|really|nice and|felt) "
    r"(?:even|equal|balanced|evenly)|(?:even|equal|balanced) (?:split|share|talk|conversation|call|chat|airtime|session)|(?:split|shared|divided) (?:evenly|equally)|"
    r"(?:both|we both) (?:talked|spoke) (?:about |roughly )?(?:the same|equally|as much)|evenly split|back and forth|a real to and fro|talked about equally)\b",
    re.I,
)
RATIO = re.compile(r"(?<![\d/.:])(\d{2}) ?[/:-] ?(\d{2})(?![\d/:])(?: ?(?:%|percent))?")
PERCENT = re.compile(r"\b(\d{2})(?:-\d{2})? ?(?:%|percent|per cent|p\.c\.)")
UNREAL = re.compile(
    r"\b(?:neither|nobody|once|used to|should(?:n'?t| not)?|next time|must|want(?:ed|s)? to|try to|trying to|usually|ought|would have|need to|afraid|promised|i'?ll|will|wish)\b",
    re.I,
)


@dataclass(frozen=True)
class Words:
    """The words of a text with their places and clues, as the network got them."""

    texts: Sequence[str]
    starts: Sequence[int]
    clues: Sequence[int]


def remarks_of(text: str, words: Words, author: str) -> Iterator[Remark]:
    """Every remark on who talked in this session, with the mentor's share that it speaks of."""
    for clause in _CLAUSE.finditer(text):
        found = _remark(clause.group(), clause.start(), words, author)
        if found:
            share, spread, start, end = found
            yield Remark(start=start, end=end, text=text[start:end], share=round(share, 3), spread=spread)


def _remark(clause: str, at: int, words: Words, author: str) -> tuple[float, float, int, int] | None:
    ratio = RATIO.search(clause)
    if ratio and sum(map(int, ratio.groups())) == 100 and (ratio.group(1) != "50"):
        return _ratio(ratio, int(ratio.group(1)) / 100, at, words, author)
    if even := EVEN.search(clause):
        return 0.5, 0.1, at + even.start(), at + even.end()
    percent = PERCENT.search(clause)
    if percent and re.search(rf"\b{_TALK}\b", clause[percent.start() :], re.I):
        return _ratio(percent, int(percent.group(1)) / 100, at, words, author)
    for pattern, share, spread in RULES:
        match = pattern.search(clause)
        if match and not UNREAL.search(clause[: match.start()]):
            side = _subject(at, at + match.start(), words, author)
            if side:
                return (share if side == "mentor" else 1 - share), spread, at + match.start(), at + match.end()
    return None


def _ratio(
    match: re.Match[str], share: float, at: int, words: Words, author: str
) -> tuple[float, float, int, int] | None:
    """ "70/30 me": the first number is whoever stands nearest behind it, else before it, else the writer."""
    end = at + match.end()
    behind = [c for s, c in zip(words.starts, words.clues, strict=True) if end <= s < end + 14 and c in _SIDE]
    side = _SIDE[Clue(behind[0])] if behind else _subject(at, at + match.start(), words, author)
    if not side:
        return None
    return (share if side == "mentor" else 1 - share), 0.08, at + match.start(), end


def _subject(begin: int, end: int, words: Words, author: str) -> str:
    """Whom the clause speaks of: its last name or pronoun before the verb, else the writer (who leaves out ``I``)."""
    before = [c for s, c in zip(words.starts, words.clues, strict=True) if begin <= s < end]
    for clue in reversed(before):
        if clue in _SIDE:
            return _SIDE[Clue(clue)]
        if clue in (Clue.WE, Clue.PRONOUN_EITHER, Clue.PRONOUN_OTHER, Clue.UNSURE):
            return ""
    return author if author in ("mentor", "mentee") else ""
