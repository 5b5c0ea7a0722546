"""The names of a transcript to the two people of a pair; what isn't clear is left to be asked."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, get_args

from coach.reading.names import MENTEE_ROLES, MENTOR_ROLES, nicknames_of
from coach.records import Pair, Person, Side
from coach.transcripts.said import Transcript

Match = Side | Literal["third-party"] | None
"""Whom a name means; None: ask."""
_SIDES: tuple[Side, ...] = get_args(Side)
_ROLES = {"mentor": MENTOR_ROLES, "mentee": MENTEE_ROLES}
_EXTRA = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\s[|–—-]\s.*$|@[\w.\-]+$")
_DEVICE = re.compile(
    r"['’]s\s+(?:iphone|ipad|phone|laptop|macbook|mac|pc|tablet|computer|galaxy|pixel)\b.*$", re.IGNORECASE
)
_TITLE_WORDS = "dr prof mr mrs ms miss mx sir rev phd md jr sr"
_TITLES = frozenset(_TITLE_WORDS.split())
FULL, LONG, ONE, INITIAL = 4, 3, 2, 1
"""How sure a match is: the whole name, first and last with others between, one name alone, initials."""


def match(transcript: Transcript, pair: Pair) -> dict[str, Match]:
    """For each name of the transcript, whom it means.

    The surest match of each side holds; weaker ones beside it, and names that fit both people, are asked (None). Once
    both people are found, every other name is a third party.
    """
    names = [name for name, _ in transcript.speakers]
    strengths = {name: {side: strength(name, pair.person(side), side) for side in _SIDES} for name in names}
    best = {side: max((s[side] for s in strengths.values() if s[side] > s[_other(side)]), default=0) for side in _SIDES}
    found: dict[str, Match] = {}
    for name, by in strengths.items():
        sides = [side for side in _SIDES if by[side]]
        clear = next((side for side in _SIDES if by[side] > by[_other(side)]), None)
        if clear and by[clear] == best[clear]:
            found[name] = clear
        elif not sides and all(best.values()):
            found[name] = "third-party"
        else:
            found[name] = None
    return _one_each(found)


def _one_each(found: dict[str, Match]) -> dict[str, Match]:
    """Two different first names can't be one person: where several names fit one side, only equal ones stay."""
    for side in _SIDES:
        mine = [name for name, who in found.items() if who == side]
        if len({_words(name) for name in mine}) > 1:
            for name in mine:
                found[name] = None
    return found


def _other(side: Side) -> Side:
    return "mentee" if side == "mentor" else "mentor"


def strength(name: str, person: Person, side: Side) -> int:
    """How surely a name of a transcript means this person (0: not at all)."""
    said = _words(name)
    if not said:
        return 0
    role = _words(person.role)
    if said == role or (len(said) == 1 and said[0] in _ROLES[side]):
        return FULL
    return max(_fits(said, _words(known)) for known in (person.name, *person.aliases))


def _fits(said: tuple[str, ...], known: tuple[str, ...]) -> int:
    """How well two names fit, both as words in the order first to last."""
    if not known:
        return 0
    if said == known or "".join(said) == "".join(known):
        return FULL
    first = _same_first(said[0], known[0])
    if len(said) == 1:
        return _one_word(said[0], known, first)
    if len(known) == 1:
        return ONE if first else 0
    first, last = first or _initial(said[0], known[0]), said[-1] == known[-1] or _initial(said[-1], known[-1])
    return LONG if first and (last or set(said[1:]) & set(known[1:])) else 0


def _initial(one: str, other: str) -> bool:
    """Whether one of two names is the first letter of the other."""
    return 1 in (len(one), len(other)) and one[0] == other[0]


def _one_word(word: str, known: tuple[str, ...], first: bool) -> int:
    if first or (len(known) > 1 and word in known[1:]):
        return ONE
    if len(known) > 1 and word in (known[0] + known[-1], known[0][0] + known[-1], known[0] + known[-1][0]):
        return ONE
    initials = "".join(part[0] for part in known)
    return INITIAL if word in (initials, initials[0], initials[0] + initials[-1]) else 0


def _same_first(said: str, known: str) -> bool:
    return said == known or said in nicknames_of(known) or known in nicknames_of(said)


def _words(name: str) -> tuple[str, ...]:
    """Words of a name without accents, titles, pronouns and devices; ``Ruiz, Ana`` turned round."""
    name = _DEVICE.sub("", name)
    bare = " ".join(_EXTRA.sub(" ", name).split()) or name
    parts = [part.strip() for part in bare.split(",")]
    if len(parts) == 2 and all(parts) and parts[1].casefold().strip(".") not in _TITLES:
        bare = f"{parts[1]} {parts[0]}"
    folded = "".join(c for c in unicodedata.normalize("NFKD", bare.casefold()) if not unicodedata.combining(c))
    return tuple(w for w in re.findall(r"[^\W_]+", folded.replace("'", "").replace("’", "")) if w not in _TITLES)
