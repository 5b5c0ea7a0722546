"""CoNLL-U to sentences, and sentences to the shapes that notes have: augmentation that keeps trees whole."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Sentence:
    """A tree; ``heads`` are 1-based, 0 is the root. ``space``: whether a blank follows the word."""

    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    """``UPOS|Feature=Value|...`` (no features: ``UPOS``)."""
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    rels: tuple[str, ...]
    space: tuple[bool, ...]
    paragraph: bool = False
    """Whether a new paragraph or document begins here."""


def read(path: Path) -> list[Sentence]:
    """Every sentence of a CoNLL-U file; empty nodes are left out, multiword tokens split into their words."""
    out, rows, paragraph, spaces = [], [], True, {}
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("#"):
            paragraph |= line.startswith(("# newpar", "# newdoc"))
        elif line:
            cells = line.split("\t")
            if "-" in cells[0]:
                first, last = map(int, cells[0].split("-"))
                for i in range(first, last):
                    spaces[i] = False
                spaces[last] = "SpaceAfter=No" not in cells[9]
            elif "." not in cells[0]:
                rows.append(cells)
        elif rows:
            out.append(_sentence(rows, paragraph, spaces))
            rows, paragraph, spaces = [], False, {}
    return out


def _sentence(rows: list[list[str]], paragraph: bool, spaces: dict[int, bool]) -> Sentence:
    return Sentence(
        words=tuple(r[1] for r in rows),
        lemmas=tuple(r[2] for r in rows),
        tags=tuple(r[3] if r[5] == "_" else f"{r[3]}|{r[5]}" for r in rows),
        xpos=tuple(r[4] for r in rows),
        heads=tuple(int(r[6]) for r in rows),
        rels=tuple(r[7] for r in rows),
        space=tuple(spaces.get(int(r[0]), "SpaceAfter=No" not in r[9]) for r in rows),
        paragraph=paragraph,
    )


def raw_text(sentences: list[Sentence]) -> str:
    """The running text: paragraphs divided by a blank line."""
    parts: list[str] = []
    for s in sentences:
        if s.paragraph and parts:
            parts.append("\n\n")
        parts.extend(w + (" " if sp else "") for w, sp in zip(s.words, s.space, strict=True))
    return "".join(parts)


SHORT = {
    "about": "abt",
    "with": "w/",
    "without": "w/o",
    "meeting": "mtg",
    "meetings": "mtgs",
    "tomorrow": "tmrw",
    "because": "bc",
    "and": "&",
    "between": "betw",
    "people": "ppl",
    "through": "thru",
    "though": "tho",
    "you": "u",
    "your": "ur",
    "are": "r",
    "before": "b4",
    "please": "pls",
    "thanks": "thx",
    "week": "wk",
    "weeks": "wks",
    "month": "mo",
    "months": "mos",
    "year": "yr",
    "years": "yrs",
    "minutes": "min",
    "hours": "hrs",
    "hour": "hr",
    "manager": "mgr",
    "management": "mgmt",
    "department": "dept",
    "something": "sth",
    "somebody": "sb",
    "someone": "s.o.",
    "regarding": "re",
    "number": "no.",
    "probably": "prob",
    "definitely": "def",
    "for": "4",
    "to": "2",
    "today": "2day",
    "monday": "mon",
    "tuesday": "tue",
    "wednesday": "wed",
    "thursday": "thu",
    "friday": "fri",
    "approximately": "ca",
    "should": "shd",
    "would": "wd",
    "could": "cd",
    "feedback": "fb",
    "presentation": "pres",
    "question": "q",
    "questions": "qs",
    "answer": "ans",
    "government": "govt",
    "right": "rt",
    "now": "nw",
    "different": "diff",
    "especially": "esp",
    "really": "rly",
    "very": "v",
    "next": "nxt",
    "from": "fr",
    "message": "msg",
}
APOSTROPHES = {"n't": "nt", "'s": "s", "'m": "m", "'re": "re", "'ll": "ll", "'ve": "ve", "'d": "d"}
CHANCES = {
    "lower": 0.18,
    "stop": 0.3,
    "subject": 0.25,
    "article": 0.15,
    "short": 0.2,
    "typo": 0.1,
    "apostrophe": 0.1,
    "bullet": 0.12,
}


def note_like(s: Sentence, rng: random.Random, only: str | None = None) -> Sentence:
    """A sentence as it might stand in a note: each change by its own chance (``only``: that change for certain)."""

    def happens(name: str) -> bool:
        return name == only if only else rng.random() < CHANCES[name]

    if happens("subject"):
        s = drop(
            s, [i for i in _leaves(s) if s.rels[i] in ("nsubj", "nsubj:pass") and s.tags[i].startswith("PRON")][:1]
        )
    if happens("article"):
        s = drop(s, [i for i in _leaves(s) if s.rels[i] == "det" and s.words[i].lower() in ("a", "an", "the")])
    if happens("stop") and len(s.words) > 1 and s.tags[-1].startswith("PUNCT") and s.words[-1] in ".!?":
        s = drop(s, [i for i in _leaves(s) if i == len(s.words) - 1])
    words = list(s.words)
    if happens("short"):
        words = [SHORT.get(w.lower(), w) if rng.random() < 0.6 else w for w in words]
    if happens("apostrophe"):
        words = [APOSTROPHES.get(w, w) for w in words]
    if happens("typo"):
        words = [_typo(w, rng) if rng.random() < 0.08 else w for w in words]
    if happens("lower"):
        words = [w.lower() for w in words]
    s = replace(s, words=tuple(words))
    return bullet(s, rng.choice("-*•–")) if happens("bullet") else s


def _leaves(s: Sentence) -> list[int]:
    parents = set(s.heads)
    return [i for i in range(len(s.words)) if i + 1 not in parents and s.heads[i] != 0]


def drop(s: Sentence, which: list[int]) -> Sentence:
    """The tree without some of its leaves."""
    gone = set(which)
    if not gone or len(gone) >= len(s.words):
        return s
    keep = [i for i in range(len(s.words)) if i not in gone]
    new = {0: 0} | {old + 1: at + 1 for at, old in enumerate(keep)}
    space = [True if i + 1 in gone and s.space[min(i + 1, len(s.space) - 1)] else s.space[i] for i in keep]

    def pick(values: tuple) -> tuple:
        return tuple(values[i] for i in keep)

    return replace(
        s,
        words=pick(s.words),
        lemmas=pick(s.lemmas),
        tags=pick(s.tags),
        xpos=pick(s.xpos),
        rels=pick(s.rels),
        heads=tuple(new[s.heads[i]] for i in keep),
        space=tuple(space),
    )


def bullet(s: Sentence, sign: str) -> Sentence:
    """The tree behind a bullet, which hangs on the root as punctuation."""
    heads = tuple(h + 1 if h else 0 for h in s.heads)
    root = heads.index(0) + 2 if 0 in heads else 2
    return replace(
        s,
        words=(sign, *s.words),
        lemmas=(sign, *s.lemmas),
        tags=("PUNCT", *s.tags),
        xpos=("NFP", *s.xpos),
        heads=(root, *heads),
        rels=("punct", *s.rels),
        space=(True, *s.space),
        paragraph=True,
    )


def _typo(word: str, rng: random.Random) -> str:
    if len(word) < 4 or not word.isalpha():
        return word
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :] if kind == 1 else word[:at] + word[at] + word[at:]
