"""Vectors of the guides' meaning, computed beforehand, to the nearest prompts, templates and foci; plain Python."""

from __future__ import annotations

import hashlib
import json
import re
import struct
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import mul
from pathlib import Path
from typing import NamedTuple

from coach.guides import Focus, Guides, Prompt, Template
from coach.paths import models_folder

MAGIC = b"coachvec1\n"
KINDS = ("prompt", "template")
_SEATS = re.compile(r"\b(?:(?:my|the|our|your|a)\s+)?(?:mentor|mentee)\b", re.IGNORECASE)
OWN = 0.55
"""Weight of a prompt's own words against the situations of its focus."""
Vector = Sequence[float]


class Item(NamedTuple):
    """One text that has a vector; a focus or a template has several: its own words and situations to find it by."""

    kind: str
    id: str
    key: str
    """Content hash of the text."""
    focus: str = ""
    """Of a prompt."""
    situation: bool = False


def text_of(item: Prompt | Template | Focus) -> str:
    """The words of a guide that its vector stands for."""
    if isinstance(item, Prompt):
        return f"{item.text} {', '.join(item.topics)}".strip()
    if isinstance(item, Template):
        return f"{item.title}. {item.purpose}"
    return f"{item.title}. {item.lack}. {item.why}"


def key_of(text: str) -> str:
    """The content hash by which a vector is kept: 16 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def texts_of(guides: Guides) -> Iterator[tuple[Item, str]]:
    """Every guide with the text that its vector stands for."""
    for prompt in guides.prompts.values():
        text = text_of(prompt)
        yield Item("prompt", prompt.id, key_of(text), prompt.focus), text
    for kind, items in (("template", guides.templates), ("focus", guides.foci)):
        for item in items.values():
            text = text_of(item)
            yield Item(kind, item.id, key_of(text)), text


def query_text(words: str) -> str:
    """What was typed, ready for the encoder: seats become "they", since every guide is about the two of them."""
    return _SEATS.sub("they", " ".join(words.split()))[:400]


def cosine(one: Vector, other: Vector) -> float:
    """Likeness of two vectors of unit length, -1 to 1."""
    return float(sum(map(mul, one, other)))


class Library:
    """Guides by content hash with the vectors known for their texts."""

    def __init__(self, items: Sequence[Item], vectors: Mapping[str, Vector]) -> None:
        self.items = tuple(items)
        self.vectors = vectors

    def of(self, guides: Guides, more: Mapping[str, Vector] | None = None) -> Library:
        """The library of these guides; ``more``: vectors by content hash of own or edited texts (see ``missing``)."""
        items = [item for item, _ in texts_of(guides)]
        there = {(item.kind, item.id) for item in items}
        items += [item for item in self.items if item.situation and (item.kind, item.id) in there]
        return Library(items, {**self.vectors, **(more or {})})

    def missing(self, guides: Guides) -> list[tuple[str, str]]:
        """Content hash and text of every guide whose text has no vector yet; each text once."""
        texts = {item.key: text for item, text in texts_of(guides)}
        return [(key, text) for key, text in texts.items() if key not in self.vectors]

    def vector(self, item: Prompt | Template | Focus) -> Vector | None:
        return self.vectors.get(key_of(text_of(item)))

    def nearest(self, query: Vector, limit: int = 10, kinds: Sequence[str] = KINDS) -> list[tuple[str, str, float]]:
        """Kind, id and nearness of the guides nearest to a query of unit length, best first; ties by kind and id.

        A focus or a template is as near as the nearest of its texts; a prompt is near by its own words and its focus.
        """
        best: dict[tuple[str, str], float] = {}
        for item, score in self._scored(query):
            best[item.kind, item.id] = max(score, best.get((item.kind, item.id), -1.0))
        for item in self.items:
            if item.kind == "prompt" and (own := best.get(("prompt", item.id))) is not None:
                best["prompt", item.id] = OWN * own + (1 - OWN) * best.get(("focus", item.focus), own)
        found = [(kind, id_, score) for (kind, id_), score in best.items() if kind in kinds]
        found.sort(key=lambda each: (-each[2], each[0], each[1]))
        return found[:limit]

    def likeness(self, query: Vector) -> dict[str, float]:
        """Likeness of the own words to the query by prompt id, as ``coach.suggestions.advise`` takes it."""
        return {item.id: score for item, score in self._scored(query) if item.kind == "prompt"}

    def _scored(self, query: Vector) -> Iterator[tuple[Item, float]]:
        query = tuple(query)
        for item in self.items:
            if (vector := self.vectors.get(item.key)) is not None:
                yield item, cosine(vector, query)


def pack(items: Sequence[Item], vectors: Mapping[str, Vector]) -> bytes:
    """The file of a library: magic, length of the header, header as JSON, then half floats in the header's order."""
    keys = list(dict.fromkeys(item.key for item in items))
    size = len(vectors[keys[0]]) if keys else 0
    head = json.dumps(
        {"size": size, "keys": keys, "items": [list(item) for item in items]}, separators=(",", ":")
    ).encode()
    numbers = [number for key in keys for number in vectors[key]]
    return MAGIC + struct.pack("<I", len(head)) + head + struct.pack(f"<{len(numbers)}e", *numbers)


def unpack(data: bytes) -> Library:
    """Raises ValueError where the bytes aren't such a file."""
    start = len(MAGIC) + 4
    if not data.startswith(MAGIC) or len(data) < start:
        raise ValueError("not a file of vectors")
    body = start + struct.unpack_from("<I", data, len(MAGIC))[0]
    try:
        head = json.loads(data[start:body])
        size, keys = head["size"], head["keys"]
        numbers = array("f", struct.unpack_from(f"<{size * len(keys)}e", data, body))
        items = [Item(*item) for item in head["items"]]
    except (struct.error, KeyError, TypeError) as problem:
        raise ValueError("not a file of vectors") from problem
    return Library(items, {key: numbers[i * size : (i + 1) * size] for i, key in enumerate(keys)})


@cache
def shipped(path: Path | None = None) -> Library:
    """The library that travels with the program; an empty one where the file isn't there."""
    path = path or models_folder() / "library" / "vectors.bin"
    return unpack(path.read_bytes()) if path.is_file() else Library((), {})
