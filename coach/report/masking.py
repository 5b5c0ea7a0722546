"""Texts that name the two people, to the same texts that name "Person A" and "Person B"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from coach import notes
from coach.records import Pair, Person, Session

NAMES = {"mentor": "Person A", "mentee": "Person B"}
EITHER = "Person A or B"
SOMEONE = "someone"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060]")
_LETTER = r"[^\W\d_]"
_TITLES = frozenset(("dr", "prof", "mr", "mrs", "ms", "mx", "sir", "professor", "doctor"))
_PARTICLES = frozenset(
    (
        "de",
        "da",
        "do",
        "di",
        "du",
        "del",
        "der",
        "den",
        "van",
        "von",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "of",
        "y",
        "e",
    )
)


@cache
def ordinary() -> frozenset[str]:
    """Words that are names and words (``ordinary.txt``): only with a capital are they taken for the name."""
    text = files("coach.report").joinpath("ordinary.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def names_of(person: Person, also: Iterable[str] = ()) -> set[str]:
    """All wordings that name this person: full name, its parts, aliases, initials, joined forms."""
    found: set[str] = set()
    for full in (person.name, *person.aliases, *also):
        words = [w for w in re.split(r"[\s,]+", notes.one_line(full)) if w]
        if words:
            found.add(" ".join(words))
    words = [w for w in re.split(r"[\s,]+", notes.one_line(person.name)) if w.strip(".").casefold() not in _TITLES]
    parts = [part for word in words for part in (word, *word.split("-")) if part]
    found |= {part for part in parts if len(part.strip(".")) > 1 and part.casefold() not in _PARTICLES}
    for alias in (*person.aliases, *also):
        found |= {w for w in alias.split() if w[:1].isupper() and len(w) > 2 and w.casefold() not in _PARTICLES}
    letters = [word[0].upper() for word in words if word[0].isalpha()]
    found |= set(letters[:1])
    if len(words) > 1:
        found |= {"".join(letters), "".join(f"{letter}." for letter in letters), ". ".join(letters) + "."}
        found |= {letters[0] + words[-1], f"{letters[0]}. {words[-1]}", "".join(words), " ".join(reversed(words))}
        found |= {f"{words[0]} {letters[-1]}", f"{words[0]}{letters[-1]}", letters[0] + letters[-1]}
    return {name for name in found if any(c.isalnum() for c in name)}


class Mask:
    """Replaces every wording that names one of the two; other people only where their names are given in ``also``."""

    def __init__(self, pair: Pair, also: Iterable[str] = (), sessions: Iterable[Session] = ()) -> None:
        learned: dict[str, set[str]] = {"mentor": set(), "mentee": set()}
        for session in sessions:
            for correction in session.corrections:
                if correction.alias and correction.speaker in learned:
                    learned[correction.speaker].add(correction.alias)
        self.words: dict[str, str] = {_key(word): SOMEONE for word in also if _key(word)}
        for side, person in (("mentor", pair.mentor), ("mentee", pair.mentee)):
            for name in names_of(person, learned[side]):
                known = self.words.get(_key(name))
                self.words[_key(name)] = EITHER if known in NAMES.values() and known != NAMES[side] else NAMES[side]
        longest = sorted(self.words, key=lambda word: (-len(word), word))
        self.pattern = re.compile("|".join(f"(?:{_pattern(word)})" for word in longest) or "(?!)")

    def __call__(self, text: str) -> str:
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", notes.clean(text)))
        plain = fold(text)
        parts, at = [], 0
        for found in self.pattern.finditer(plain):
            parts += [text[at : found.start()], self.words.get(_key(found[0]), SOMEONE)]
            at = found.end()
        return "".join([*parts, text[at:]])

    def remaining(self, text: str) -> list[str]:
        """The names that a text still holds."""
        return [found[0] for found in self.pattern.finditer(fold(unicodedata.normalize("NFC", text)))]


def fold(text: str) -> str:
    """Without accents, character for character, so that places stay the same."""
    return "".join(unicodedata.normalize("NFD", character)[0] for character in text)


def _key(word: str) -> str:
    """What differently written forms of a name have in common."""
    return re.sub(r"[\s._\-]+", "", fold(unicodedata.normalize("NFC", word))).casefold()


def _pattern(key: str) -> str:
    """A pattern for one key, in any case where that can't be an ordinary word.

    Between the letters of a name of several words there may be spaces, dots, hyphens or underscores; a single letter
    counts as a capital alone, or before a colon at the beginning of a line.
    """
    if len(key) == 1:
        return _single(key)
    spaced = r"[\s._\-]*".join(re.escape(c) if not c.isalpha() else f"[{c}{c.upper()}]" for c in key)
    if key in ordinary():
        spaced = rf"(?:{key.capitalize()}|{key.upper()}|{'[.] ?'.join(key.upper())}[.])"
    return rf"(?<!{_LETTER}){spaced}(?!{_LETTER})"


def _single(key: str) -> str:
    letter = key.upper()
    tag = rf"(?m:^){key}(?=\s?:)"
    if letter == "I":
        return rf"(?<!{_LETTER})I(?=\.?\s?:)|{tag}"
    if letter == "A":
        return rf"(?<!{_LETTER})A(?=\.?\s?:|['’]s\b|\.(?=\s[a-z]))|(?<=[a-z,;] )A(?!{_LETTER})|{tag}"
    return rf"(?<!{_LETTER})(?<!['’]){letter}(?!{_LETTER})|{tag}"
