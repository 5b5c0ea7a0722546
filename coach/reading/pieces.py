"""Words as they stand in a text to what the encoder takes: word pieces, case and line breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CLS, SEP = 101, 102
MOST_PIECES = 500
"""Word pieces in one window, special ones left out; the encoder has 512 places."""


@dataclass(frozen=True)
class Pieces:
    """``ids`` and ``word_of`` run in parallel; special pieces belong to word -1."""

    ids: list[int]
    word_of: list[int]


def load_tokenizer(folder: Path) -> Any:
    """The lower-casing word-piece tokenizer of MiniLM, from a local folder."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def word_pieces(tokenizer: Any, words: Sequence[str], most: int = MOST_PIECES) -> list[list[int]]:
    """Ids of the pieces of each word; a word without pieces becomes the unknown piece, a monstrous one is cut."""
    if not words:
        return []
    encoded = tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
    pieces: list[list[int]] = [[] for _ in words]
    for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
        if len(pieces[word]) < 12:
            pieces[word].append(piece)
    return [found or [100] for found in pieces]


def join_pieces(pieces: Sequence[list[int]]) -> Pieces:
    """One window: the special piece at each end, the words' pieces between."""
    ids, word_of = [CLS], [-1]
    for at, found in enumerate(pieces):
        ids.extend(found)
        word_of.extend([at] * len(found))
    return Pieces([*ids, SEP], [*word_of, -1])


def case_of(word: str) -> int:
    """0 lower case, 1 first capital, 2 all capitals (two letters and more), 3 mixed, 4 with digits, 5 no letters."""
    if any(c.isdigit() for c in word):
        return 4
    if not any(c.isalpha() for c in word):
        return 5
    if word.islower():
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else 3


def break_of(between: str) -> int:
    """What stands before a word: 0 nothing, 1 a blank, 2 a line break."""
    if "\n" in between:
        return 2
    return 1 if between else 0
