"""A review and its options to the review that may leave: what both agreed to, with names and words as asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import replace

from coach import notes
from coach.records import Pair, Person
from coach.report.masking import NAMES, Mask
from coach.report.options import ITEM_OF, Options, allowed, nothing_left
from coach.review import Decision, Review, TimeKept

WRITTEN = frozenset(
    (
        "sentence", "title", "text", "detail", "words", "titles", "agreements", "longest", "answer", "what", "since",
        "templates_sentence", "notices", "question", "prompt", "template", "focus", "due",
    )
)  # fmt: skip
"""Fields of a review that hold words; the others hold codes, days and numbers."""
OUTSIDE = ("pair", "sessions", "questions", "answers", "since", "until")
"""Fields of a review that never leave, or that hold days."""


def leaving(review: Review, options: Options) -> tuple[Review, frozenset[str]]:
    """The review as it may leave, and its items. Raises CoachError where nothing is left."""
    items = allowed(options) - {"utterances"}
    if not items:
        raise nothing_left()
    found = _chosen(review, items)
    if options.quotes == "remove":
        found = _without_words(found)
    write: Callable[[str], str] = notes.clean
    if options.names == "replace" or options.also:
        mask = Mask(review.pair, options.also, review.sessions)
        write = mask if options.names == "replace" else _only_also(options)
    found = _written(found, write)
    pair = review.pair
    if options.names == "replace":
        mentor, mentee = Person(name=NAMES["mentor"]), Person(name=NAMES["mentee"])
    else:
        mentor, mentee = (Person(name=notes.one_line(person.name)) for person in (pair.mentor, pair.mentee))
    bare = replace(pair, mentor=mentor, mentee=mentee, id="", agreements=(), programme="", aims={})
    return replace(found, pair=bare, questions=(), answers={}), items


def _only_also(options: Options) -> Mask:
    """A mask for other people alone; the two keep their names."""
    nobody = Pair(id="", mentor=Person(name=""), mentee=Person(name=""))
    return Mask(nobody, options.also)


def _chosen(review: Review, items: frozenset[str]) -> Review:
    """Only these items; talks are counted, no more."""
    keep: dict[str, Any] = {
        "trends": tuple(t for t in review.trends if ITEM_OF[t.measure] in items),
        "changes": tuple(c for c in review.changes if "changes" in items and ITEM_OF[c.measure] in items),
        "gaps": review.gaps if "guesses" in items else (),
        "promised": review.promised if "promises" in items else (),
        "tried": review.tried if "tried" in items else (),
        "templates": review.templates if "templates" in items else (),
        "templates_sentence": review.templates_sentence if "templates" in items else "",
        "time": review.time if "time" in items else TimeKept(),
        "wordings": review.wordings if "markers" in items else (),
        "answered": review.answered if "answers" in items else (),
        "decision": review.decision if "answers" in items else Decision(kind="open"),
        "phase": review.phase if "answers" in items else None,
    }
    return replace(review, **keep)


def _without_words(review: Review) -> Review:
    """Without anything in people's own words."""
    decision = review.decision
    plain = {"change": "You decided to go on and change something."}.get(decision.kind, decision.sentence)
    return replace(
        review,
        wordings=tuple(replace(each, words=()) for each in review.wordings),
        changes=tuple(replace(each, agreements=()) for each in review.changes),
        promised=tuple(
            replace(each, open=tuple(replace(promise, text="") for promise in each.open)) for each in review.promised
        ),
        answered=(),
        decision=replace(decision, what="", since="", sentence=plain),
    )


def _written(record: Any, write: Callable[[str], str], name: str = "") -> Any:
    """The same records with each text passed through ``write``; sessions and the pair stay outside."""
    if isinstance(record, str):
        return write(record) if name in WRITTEN else record
    if isinstance(record, tuple):
        return tuple(_written(each, write, name) for each in record)
    if isinstance(record, msgspec.Struct):
        outside = OUTSIDE if isinstance(record, Review) else ()
        fields = [field for field in record.__struct_fields__ if field not in outside]
        return replace(record, **{field: _written(getattr(record, field), write, field) for field in fields})
    return record
