"""Vectors of the guides' meaning, computed beforehand, to the nearest prompts, templates and foci; plain Python, no numpy."""

from __future__ import annotations

import hashlib
import json
import struct
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import mul
from pathlib import Path

from coach.guides import Focus, Guides, Prompt, Template
from coach.paths import models_folder

MAGIC = b"coachvec1\n"
KINDS = ("prompt", "template")
Vector = Sequence[float]


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


def items_of(guides: Guides) -> Iterator[tuple[str, str, str]]:
    """Kind, id and text of every guide that has a vector."""
    for prompt in guides.prompts.values():
        yield "prompt", prompt.id, text_of(prompt)
    for template in guides.templates.values():
        yield "template", template.id, text_of(template)
    for focus in guides.foci.values():
        yield "focus", focus.id, text_of(focus)


def cosine(one: Vector, other: Vector) -> float:
    """Likeness of two vectors of unit length, -1 to 1."""
    return sum(map(mul, one, other))


class Library:
    """Guides as (kind, id, content hash) with the vectors known for their texts."""

    def __init__(self, items: Sequence[tuple[str, str, str]], vectors: Mapping[str, Vector]) -> None:
        self.items = tuple(items)
        self._vectors = vectors

    def of(self, guides: Guides, more: Mapping[str, Vector] | None = None) -> Library:
        """The library of these guides; ``more``: vectors by content hash of own or edited texts (see ``missing``)."""
        items = [(kind, id_, key_of(text)) for kind, id_, text in items_of(guides)]
        return Library(items, {**self._vectors, **(more or {})})

    def missing(self, guides: Guides) -> list[tuple[str, str]]:
        """Content hash and text of every guide whose text has no vector yet; each text once."""
        texts = {key_of(text): text for _, _, text in items_of(guides)}
        return [(key, text) for key, text in texts.items() if key not in self._vectors]

    def vector(self, item: Prompt | Template | Focus) -> Vector | None:
        return self._vectors.get(key_of(text_of(item)))

    def nearest(self, query: Vector, limit: int = 10, kinds: Sequence[str] = KINDS) -> list[tuple[str, str, float]]:
        """Kind, id and likeness of the guides nearest to a query of unit length, best first; ties by kind and id."""
        found = [(kind, id_, score) for kind, id_, score in self._scored(query) if kind in kinds]
        found.sort(key=lambda each: (-each[2], each[0], each[1]))
        return found[:limit]

    def likeness(self, query: Vector) -> dict[str, float]:
        """Likeness to the query by prompt id, as ``coach.suggestions.advise`` takes it."""
        return {id_: score for kind, id_, score in self._scored(query) if kind == "prompt"}

    def _scored(self, query: Vector) -> Iterator[tuple[str, str, float]]:
        query = tuple(query)
        for kind, id_, key in self.items:
            if (vector := self._vectors.get(key)) is not None:
                yield kind, id_, cosine(vector, query)


def pack(items: Sequence[tuple[str, str, str]], vectors: Mapping[str, Vector]) -> bytes:
    """The file of a library: magic, length of the header, header as JSON, then half floats in the header's order."""
    keys = list(dict.fromkeys(key for _, _, key in items))
    size = len(vectors[keys[0]]) if keys else 0
    head = json.dumps({"size": size, "keys": keys, "items": [list(item) for item in items]}, separators=(",", ":")).encode()
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
        items = [(kind, id_, key) for kind, id_, key in head["items"]]
    except (struct.error, KeyError, TypeError) as problem:
        raise ValueError("not a file of vectors") from problem
    return Library(items, {key: numbers[i * size : (i + 1) * size] for i, key in enumerate(keys)})


@cache
def shipped(path: Path | None = None) -> Library:
    """The library that travels with the program; an empty one where the file isn't there."""
    path = path or models_folder() / "library" / "vectors.bin"
    return unpack(path.read_bytes()) if path.is_file() else Library((), {})
