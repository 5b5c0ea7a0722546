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
MONTHS = frozenset(("april", "may", "june", "august"))
"""Names that are months: beside a day or a year they stay."""
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


Form = tuple[str, ...]
"""Words that name somebody when they stand together, with or without something between them."""


def forms_of(person: Person, also: Iterable[str] = ()) -> set[Form]:
    """All wordings that name this person: full name, its parts, aliases, initials, the other way round."""
    full = _words(person.name)
    plain = [word for word in full if word.casefold() not in _TITLES]
    found: set[Form] = {tuple(full), tuple(plain), tuple(reversed(plain))}
    parts = [part for word in plain for part in (word, *word.split("-"))]
    found |= {(part,) for part in parts if len(part) > 1 and part.casefold() not in _PARTICLES}
    for alias in (*person.aliases, *also):
        words = _words(alias)
        found.add(tuple(words))
        found |= {(w,) for w in words if w[:1].isupper() and len(w) > 2 and w.casefold() not in _PARTICLES}
    letters = [word[0].upper() for word in plain]
    found |= {tuple(letters), tuple(letters[:1]), (*letters[:1], *letters[-1:])}
    if len(plain) > 1:
        found |= {(letters[0], plain[-1]), (plain[0], letters[-1]), (plain[0], plain[-1])}
    return {form for form in found if any(character.isalnum() for word in form for character in word)}


def _words(text: str) -> list[str]:
    """The words of a name without dots and commas."""
    return [word for part in re.split(r"[\s,._]+", notes.one_line(text)) if (word := part.strip("-'’"))]


class Mask:
    """Replaces every wording that names one of the two; other people only where their names are given in ``also``."""

    def __init__(self, pair: Pair, also: Iterable[str] = (), sessions: Iterable[Session] = ()) -> None:
        learned: dict[str, set[str]] = {"mentor": set(), "mentee": set()}
        for session in sessions:
            for correction in session.corrections:
                if correction.alias and correction.speaker in learned:
                    learned[correction.speaker].add(correction.alias)
        self.words: dict[str, str] = {}
        forms: set[Form] = set()
        for text in also:
            if form := tuple(_words(text)):
                forms.add(form)
                self.words[_key("".join(form))] = SOMEONE
        for side, person in (("mentor", pair.mentor), ("mentee", pair.mentee)):
            for form in forms_of(person, learned[side]):
                forms.add(form)
                key = _key("".join(form))
                twice = self.words.get(key, NAMES[side]) not in (NAMES[side], SOMEONE)
                self.words[key] = EITHER if twice else NAMES[side]
        longest = sorted(forms, key=lambda form: (-len("".join(form)), form))
        self.pattern = re.compile("|".join(f"(?:{_pattern(form)})" for form in longest) or "(?!)")

    def __call__(self, text: str) -> str:
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", notes.clean(text)))
        parts, at = [], 0
        for found in self.pattern.finditer(fold(text)):
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
    return re.sub(r"[\s.,_'’\-]+", "", fold(unicodedata.normalize("NFC", word))).casefold()


def _pattern(form: Form) -> str:
    """A pattern for words that may have spaces, dots, commas, hyphens or underscores between them."""
    if len(form) == 1 and len(form[0]) == 1:
        return _single(form[0])
    pattern = r"[\s.,_\-]*".join(_word(word) for word in form)
    letters = "".join(form).casefold()
    if all(len(word) == 1 for word in form):
        small = "" if letters in ordinary() else f"|{re.escape(letters)}"
        pattern = rf"(?:{pattern}{small})\.?"
    elif len(form[0]) == 1:
        pattern = f"(?i:{pattern})"
    return rf"(?<!{_LETTER}){pattern}(?!{_LETTER})"


def _word(word: str) -> str:
    """A word in any case; one that's an ordinary word too, or a letter, only with its capital."""
    word = fold(word)
    if word.casefold() in MONTHS:
        return rf"(?<!\d )(?:{word.capitalize()}|{word.upper()})(?! \d{{4}})"
    if len(word) == 1 or word.casefold() in ordinary():
        return rf"(?:{re.escape(word.capitalize())}|{re.escape(word.upper())})"
    return rf"(?i:{re.escape(word)})"


def _single(letter: str) -> str:
    """A single letter as a capital, or before a colon at the beginning of a line; A and I where they can't be words."""
    letter = fold(letter).upper()
    tag = rf"(?m:^){re.escape(letter.lower())}(?=\s?:)"
    if letter == "I":
        return rf"(?<!{_LETTER})I(?=\.?\s?:)|{tag}"
    if letter == "A":
        return rf"(?<!{_LETTER})A(?=\.?\s?:|['’]s\b|\.(?=\s[a-z]))|(?<=[a-z,;] )A(?!{_LETTER})|{tag}"
    return rf"(?<!{_LETTER})(?<!['’]){re.escape(letter)}(?!{_LETTER})|{tag}"
