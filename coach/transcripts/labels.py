"""The beginning of a line to the name of a speaker, and what only looks like one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

_TIME = r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
STAMP = re.compile(rf"^[\[(<]?({_TIME})[\])>]?$")
_TAG = re.compile(
    rf"^\s*(?:[-*•–]\s+)?(?:[\[(<]?(?P<before>{_TIME})[\])>]?\s*[-–—|]?\s*)?"
    rf"(?:\*\*|__)?(?P<label>(?:[^\W\d_]|\+\d|\d{{7}})[^:：\n*\[\]<>]{{0,59}}?)(?:\*\*|__)?\s*"
    rf"(?:[\[(<]\s*(?P<after>{_TIME})\s*[\])>]\s*)?[:：](?!//)(?:\*\*|__)?"
)
PHONE = re.compile(r"^\+?\d[\d \-()*]{5,30}$")
"""Somebody who dialled in."""
_TAG_LENGTH = 160
"""Characters of a line in which its tag must end."""


class Tag(NamedTuple):
    """What stands before the colon of a line, and the words behind it."""

    label: str
    begin_s: float | None
    text: str


def tag_of(line: str) -> Tag | None:
    """The tag of a line, whether it names a speaker or not; None without a colon that could end one."""
    found = _TAG.match(line, 0, _TAG_LENGTH)
    if not found:
        return None
    time = found["before"] or found["after"]
    return Tag(found["label"].strip(), seconds_of(time) if time else None, line[found.end() :].strip())


_PARTICLE_WORDS = """
de da do dos das del della di du la le el al van von der den ten ter zu zur bin binti ibn y e af av und and
mentor mentee coach coachee interviewer speaker me external guest
"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_DOCUMENT_WORDS = """
action actions agenda notes summary attendees participants present absent apologies transcript date time duration
subject title decisions minutes recording location todo todos links homework goals keywords overview outline highlights
takeaways
"""
DOCUMENT = frozenset(_DOCUMENT_WORDS.split()) | {
    "action items",
    "action points",
    "next steps",
    "to do",
    "key takeaways",
}
"""Parts of a document about the talk: their words weren't said by anybody."""
_HEADING_WORDS = """
items note attendee topic topics next steps decision question questions answer meeting
place to do list ps p.s nb re fw fwd http https link agreed agreement follow-up goal key points introduction conclusion
background example warning important update created started ended language kind style region webvtt cc from line
when where who what why
how so well now but and then also anyway yes no okay ok right great thanks plus point first second third finally one
thing problem idea option options plan step reason reminder quote result results source file page version chapter part
week day monday tuesday wednesday thursday friday saturday sunday january february march april june july august
september october november december
"""
_HEADING_PHRASES = """
to do list,todo list,follow up,key points,one thing,
meeting notes,meeting title,start time,end time,open questions,main points,the point,the question
"""
NO_SPEAKERS = DOCUMENT | frozenset(_HEADING_WORDS.split()) | {phrase.strip() for phrase in _HEADING_PHRASES.split(",")}
"""Headings and turns of phrase that stand before a colon; never taken for a name."""


def is_name(label: str) -> bool:
    """Whether a label is written as names are: at most six words, capitals but for particles, no heading."""
    if PHONE.match(label):
        return True
    words = label.replace("|", " ").replace(",", " ").split()
    if not words or len(words) > 6 or len(label) > 60 or not _plain(label):
        return False
    real = [w for w in words if any(c.isalpha() for c in w)]
    return bool(real) and all(_name_word(w) for w in words)


def may_be_name(label: str) -> bool:
    """A label in small letters: taken for a name only where it comes again."""
    return len(label.split()) <= 3 and label[:1].isalpha() and _plain(label)


def _plain(label: str) -> bool:
    low = label.casefold().strip(" .*_#-")
    bare = re.sub(r"\([^()]*\)", "", label)
    return low not in NO_SPEAKERS and not any(c in bare for c in '?!;"“”=/\\')


def _name_word(word: str) -> bool:
    bare = word.strip("()[].’'`\"")
    if not bare or bare.isdigit() or bare.casefold() in _PARTICLES or word.startswith("("):
        return True
    return not bare[0].islower() or "@" in bare or bare[1:2] in ("'", "’")


def speakers_among(labels: Sequence[str], pieces: int, opened: bool = False) -> frozenset[str]:
    """Which labels of a file name speakers; ``pieces``: how many lines or cues it has.

    Names in capitals count; small letters only where they come twice. Where few pieces have a tag, a word that comes
    only once is a heading or a turn of phrase rather than a person, unless a tag ``opened`` the captions.
    """
    counts = Counter(labels)
    names = {label for label in counts if is_name(label) or (counts[label] > 1 and may_be_name(label))}
    tagged = sum(counts[label] for label in names)
    steady = {label for label in names if counts[label] > 1}
    if len(steady) >= 2:
        if tagged < 0.9 * pieces:
            names = steady | {label for label in names if len(label.split()) > 1}
    elif tagged < 0.5 * pieces and not opened:
        names = steady
    return frozenset(names)


def seconds_of(stamp: str) -> float:
    """Seconds of ``1:02:03.400``, ``02:03`` or ``02:03,4``."""
    parts = stamp.replace(",", ".").split(":")
    total = 0.0
    for part in parts:
        total = total * 60 + float(part)
    return round(total, 3)
