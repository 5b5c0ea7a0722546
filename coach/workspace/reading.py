"""Sessions through the engine to mirrors and advice; readings are remembered by content and reader version."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from coach import library, suggestions
from coach.engine import ReaderPort
from coach.errors import CoachError
from coach.guides import Guides
from coach.measures.mirror import mirror
from coach.records import Advice, Correction, Note, Pair, Reading, Session
from coach.store import Store


class Found(msgspec.Struct, frozen=True):
    """A hit of the search by meaning."""

    kind: str
    id: str
    text: str
    score: float


def corrections_of(store: Store, pair_id: str, session: Session) -> tuple[Correction, ...]:
    """Every correction of the pair, this session's last, so that it wins."""
    earlier = [c for s in store.sessions(pair_id) if s.id != session.id for c in s.corrections]
    return (*earlier, *session.corrections)


def key_of(version: str, note: Note, pair: Pair, corrections: Sequence[Correction]) -> str:
    asked = (version, note.text, note.author, pair.mentor, pair.mentee, tuple(corrections))
    return hashlib.sha256(msgspec.msgpack.encode(asked)).hexdigest()


async def read_notes(engine: ReaderPort, store: Store, session: Session, pair: Pair) -> dict[str, Reading]:
    """A reading of each note that has words, by note id."""
    corrections = corrections_of(store, pair.id, session)
    readings: dict[str, Reading] = {}
    for note in session.notes:
        if not note.text.strip():
            continue
        key = key_of(engine.version, note, pair, corrections)
        known = store.cache_get(key)
        if known is not None:
            readings[note.id] = msgspec.msgpack.decode(known, type=Reading)
            continue
        readings[note.id] = await engine.read(note.text, note.author, pair, corrections)
        if not store.read_only:
            store.cache_put(key, msgspec.msgpack.encode(readings[note.id]))
    return readings


async def with_mirror(engine: ReaderPort, store: Store, session: Session, pair: Pair, guides: Guides) -> Session:
    """The session with its mirror; notes private to one person aren't counted in what both see."""
    readings = await read_notes(engine, store, session, pair)
    template = guides.templates.get(session.template)
    found = mirror(session, readings, pair, template.share if template else None)
    return replace(session, mirror=replace(found, version=engine.version))


async def advice(engine: ReaderPort, store: Store, session: Session, pair: Pair, guides: Guides) -> Advice:
    """One focus and its prompts; ranked by meaning where the encoder is at hand."""
    if session.mirror is None:
        raise CoachError("Not read yet", "These notes haven't been read yet.", "Open the mirror once more.")
    history = [s for s in store.sessions(pair.id) if s.id != session.id and s.day <= session.day]
    meaning = await meanings(engine, store, guides, suggestions.topic_query(session, session.mirror, pair))
    return suggestions.advise(pair, session, session.mirror, history, guides, meaning)


async def meanings(engine: ReaderPort, store: Store, guides: Guides, query: str) -> Mapping[str, float] | None:
    """How near each prompt is to the query (cosine); None where the encoder can't be had."""
    try:
        hits = await _hits(engine, store, guides, query)
    except CoachError:
        return None
    return {key: score for kind, key, score in hits if kind == "prompt"}


async def search(engine: ReaderPort, store: Store, guides: Guides, query: str, limit: int) -> Sequence[Found]:
    """Templates and prompts nearest in meaning, best first."""
    if not query.strip():
        return ()
    hits = await _hits(engine, store, guides, query)
    out = []
    for kind, key, score in hits:
        text = guides.templates[key].title if kind == "template" and key in guides.templates else ""
        if kind == "prompt" and key in guides.prompts:
            text = guides.prompts[key].text
        if text:
            out.append(Found(kind, key, text, round(score, 3)))
        if len(out) == limit:
            break
    return out


async def _hits(engine: ReaderPort, store: Store, guides: Guides, query: str) -> list[tuple[str, str, float]]:
    """(kind, id, cosine) of every guide, best first; own guides are encoded once and remembered."""
    missing = library.missing(guides)
    keys = {text: "vector-" + hashlib.sha256(text.encode()).hexdigest() for _, text in missing}
    known = {text: store.cache_get(key) for text, key in keys.items()}
    wanted = [text for text, data in known.items() if data is None]
    vectors = await engine.vectors([query, *wanted])
    own = {text: msgspec.msgpack.decode(data, type=list[float]) for text, data in known.items() if data is not None}
    for text, vector in zip(wanted, vectors[1:], strict=True):
        own[text] = vector
        if not store.read_only:
            store.cache_put(keys[text], msgspec.msgpack.encode(vector))
    hits = [tuple(hit) for hit in library.nearest(vectors[0], 10_000)]
    for key, text in missing:
        hits.append((*key.split("/", 1), sum(a * b for a, b in zip(vectors[0], own[text], strict=True))))
    return sorted(((str(k), str(i), float(s)) for k, i, s in hits), key=lambda hit: -hit[2])
