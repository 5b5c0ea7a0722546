"""Sessions through the engine to mirrors and advice; readings are remembered by content and reader version."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from coach import library, suggestions
from coach.engine import ReaderPort
from coach.errors import CoachError
from coach.guides import Guides
from coach.measures.mirror import mirror
from coach.progress import Progress, unheard
from coach.records import Advice, Correction, Note, Pair, Reading, Session
from coach.store import Store


class Found(msgspec.Struct, frozen=True):
    """A hit of the search by meaning."""

    kind: str
    id: str
    text: str
    score: float


async def sessions_of(store: Store, pair_id: str) -> tuple[Session, ...]:
    """All sessions of the pair, read beside the loop: hundreds take tens of milliseconds."""
    return await asyncio.to_thread(store.sessions, pair_id)


def corrections_of(sessions: Sequence[Session], session: Session) -> tuple[Correction, ...]:
    """Every correction of the pair's sessions, this session's last, so that it wins."""
    earlier = [c for s in sessions if s.id != session.id for c in s.corrections]
    return (*earlier, *session.corrections)


def key_of(version: str, note: Note, pair: Pair, corrections: Sequence[Correction]) -> str:
    asked = (version, note.text, note.author, pair.mentor, pair.mentee, tuple(corrections))
    return hashlib.sha256(msgspec.msgpack.encode(asked)).hexdigest()


async def read_notes(
    engine: ReaderPort,
    store: Store,
    session: Session,
    pair: Pair,
    sessions: Sequence[Session],
    progress: Progress = unheard,
) -> dict[str, Reading]:
    """A reading of each note that has words, by note id; ``sessions`` are the pair's; ``progress`` counts characters."""
    corrections = corrections_of(sessions, session)
    readings: dict[str, Reading] = {}
    whole, before = sum(len(note.text) for note in session.notes), 0
    for note in session.notes:
        if not note.text.strip():
            continue
        key = key_of(engine.version, note, pair, corrections)
        known = store.cache_get(key)
        if known is not None:
            readings[note.id] = msgspec.msgpack.decode(known, type=Reading)
            before += len(note.text)
            continue
        heard = _part(progress, before, len(note.text), whole)
        readings[note.id] = await engine.read(note.text, note.author, pair, corrections, on_progress=heard)
        before += len(note.text)
        if not store.read_only:
            store.cache_put(key, msgspec.msgpack.encode(readings[note.id]))
    return readings


def _part(progress: Progress, before: int, size: int, whole: int) -> Callable[[float], None]:
    """The progress of one note (0 to 1) as progress of all."""
    return lambda done: progress(before + round(done * size), whole)


async def with_mirror(
    engine: ReaderPort,
    store: Store,
    session: Session,
    pair: Pair,
    guides: Guides,
    sessions: Sequence[Session],
    progress: Progress = unheard,
) -> Session:
    """The session with its mirror; notes private to one person aren't counted in what both see."""
    readings = await read_notes(engine, store, session, pair, sessions, progress)
    template = guides.templates.get(session.template)
    found = mirror(session, readings, pair, template.share if template else None)
    return replace(session, mirror=found)


async def advice(engine: ReaderPort, store: Store, session: Session, pair: Pair, guides: Guides) -> Advice:
    """One focus and its prompts; ranked by meaning where the encoder is at hand."""
    if session.mirror is None:
        raise CoachError("Not read yet", "These notes haven't been read yet.", "Open the mirror once more.")
    history = [s for s in await sessions_of(store, pair.id) if s.id != session.id and s.day <= session.day]
    query = suggestions.topic_query(session, session.mirror, pair)
    meaning = await meanings(engine, store, guides, query) if query else None
    return suggestions.advise(pair, session, session.mirror, history, guides, meaning)


async def meanings(engine: ReaderPort, store: Store, guides: Guides, query: str) -> Mapping[str, float] | None:
    """How near each prompt is to the query (cosine); None where the encoder can't be had."""
    try:
        found, vector = await _library(engine, store, guides, query)
    except CoachError:
        return None
    return found.likeness(vector)


async def search(engine: ReaderPort, store: Store, guides: Guides, query: str, limit: int) -> Sequence[Found]:
    """Templates and prompts nearest in meaning, best first."""
    if not query.strip():
        return ()
    found, vector = await _library(engine, store, guides, library.query_text(query))
    return [
        Found(
            kind, key, guides.templates[key].title if kind == "template" else guides.prompts[key].text, round(score, 3)
        )
        for kind, key, score in found.nearest(vector, limit)
    ]


async def _library(
    engine: ReaderPort, store: Store, guides: Guides, query: str
) -> tuple[library.Library, Sequence[float]]:
    """The library of these guides and the query's vector; own guides are encoded once and remembered."""
    shipped = library.shipped()
    missing = dict(shipped.missing(guides))
    own = {key: data for key in missing if (data := store.cache_get(f"vector-{key}")) is not None}
    more = {key: msgspec.msgpack.decode(data, type=list[float]) for key, data in own.items()}
    wanted = [key for key in missing if key not in more]
    vectors = await engine.vectors([query, *(missing[key] for key in wanted)])
    for key, vector in zip(wanted, vectors[1:], strict=True):
        more[key] = vector
        if not store.read_only:
            store.cache_put(f"vector-{key}", msgspec.msgpack.encode(vector))
    return shipped.of(guides, more), vectors[0]
