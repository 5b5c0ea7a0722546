"""The lines of a text to its layout: which are tagged, whether it is a transcript, whether it can be read at all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coach.reading.people import Names, line_tags

_SIDES = {"mentor": "mentor", "mentee": "mentee", "other": "third-party"}
_LETTERS = re.compile(r"[^\W\d_]+", re.UNICODE)
_PERSONAL = frozenset(
    [
        "i",
        "you",
        "me",
        "my",
        "your",
        "i'm",
        "you're",
        "i've",
        "we",
        "it's",
        "don't",
        "that's",
        "yeah",
        "yes",
        "okay",
        "so",
        "um",
        "well",
    ]
)
OTHER_LANGUAGES = {
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "sv": "Swedish",
    "nb": "Norwegian",
    "da": "Danish",
    "fi": "Finnish",
    "pl": "Polish",
    "tr": "Turkish",
    "id": "Indonesian",
    "ro": "Romanian",
}


@dataclass(frozen=True)
class Line:
    """A line of the text; ``body`` is where its words begin behind a tag. Offsets in characters."""

    start: int
    body: int
    end: int
    speaker: str
    """``mentor``, ``mentee``, ``third-party``, or ``""`` without a tag."""


def lines_of(text: str, names: Names, author: str) -> list[Line]:
    """Every line that isn't blank."""
    lines, at = [], 0
    for raw, tag in zip(text.split("\n"), line_tags(text, names, author), strict=True):
        if raw.strip():
            lines.append(Line(at, tag.end if tag.side else at, at + len(raw), _SIDES.get(tag.side, "")))
        at += len(raw) + 1
    return lines


def is_transcript(text: str, lines: list[Line], author: str) -> bool:
    """Whether the lines are full turns as spoken, rather than notes in the form of tagged lines.

    Nearly every line must name its speaker, both must speak, and the words must sound spoken (``I``, ``you``, ``yeah``)
    or be too many for a jotted note.
    """
    tagged = [line for line in lines if line.speaker]
    if len(tagged) < 2 or len(tagged) < 0.95 * len(lines):
        return False
    if len({line.speaker for line in tagged} & {"mentor", "mentee"}) < 2 and len(tagged) < 6:
        return False
    words = text.lower().replace("’", "'").split()
    if len(words) >= 300:
        return True
    spoken = sum(word.strip(".,?!-") in _PERSONAL for word in words)
    return author == "both" and len(words) >= 20 and spoken >= 0.08 * len(words)


def problem_of(text: str) -> str:
    """One sentence for the person where there is nothing to read, else an empty text."""
    if not text.strip():
        return "There's nothing written here yet."
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return "There are no words in this note, so there's nothing I can read."
    latin = sum("LATIN" in unicodedata.name(c, "") for c in letters[:4000])
    if latin < 0.6 * len(letters[:4000]):
        return "This doesn't look like English, the only language that I can read so far."
    words = [w.lower() for w in _LETTERS.findall(text[:20000])]
    if len(words) == 1:
        return "One word is too little for me to read anything from it."
    other = _other_language(words)
    if other:
        return f"This looks like {other}, and so far I can only read English."
    return ""


def _other_language(words: list[str]) -> str:
    """The language that explains the words clearly better than English does, by function words; ``""`` for none."""
    if len(words) < 8:
        return ""
    english = sum(word in _function_words("en") for word in words) / len(words)
    best, name = 0.0, ""
    for code, language in OTHER_LANGUAGES.items():
        known = sum(word in _function_words(code) for word in words) / len(words)
        if known > best:
            best, name = known, language
    return name if best > 0.25 and best > 1.5 * english else ""


@cache
def _function_words(code: str) -> frozenset[str]:
    """spaCy's function words of a language, from their file alone: its package brings a grammar that takes a second."""
    from importlib.util import find_spec, module_from_spec, spec_from_file_location

    spacy = find_spec("spacy")
    assert spacy is not None and spacy.origin is not None
    file = Path(spacy.origin).with_name("lang") / code / "stop_words.py"
    spec = spec_from_file_location(f"stop_words_{code}", file)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return frozenset(module.STOP_WORDS)
