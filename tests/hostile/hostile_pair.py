"""A hostile text to a pair and its talks in which everything that people can write holds it."""

from __future__ import annotations

import sys
from pathlib import Path

from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parents[1] / "review"))

from review_talks import PAIR, half_year

from coach.records import Action, Agreement, Marker, Note, Pair, Person, Session, StageRun, Turn
from coach.report import ITEMS, Options, both_agree

EVERYTHING = Options(items=frozenset(ITEMS), names="keep", quotes="keep", consent=both_agree(*ITEMS))
MASKED = replace(EVERYTHING, names="replace")


def pair_of(text: str) -> Pair:
    """The text in every field; names keep a plain word so that the two can be told apart."""
    return replace(
        PAIR,
        mentor=Person(name=f"Jo {text}", role=text, pronouns=text, aliases=(text,)),
        mentee=Person(name=f"{text} Priya", role=text, aliases=(text, "Pri")),
        programme=text,
        agreements=(
            Agreement(id="a1", text=text, since="2026-06-01"),
            Agreement(id="a2", text=f"{text}!", since="2026-07-20"),
        ),
    )


def talks_of(text: str) -> tuple[Session, ...]:
    """Four talks, the last with an answer to every kind of question, a promise, a turn and a marker in these words."""
    talks = half_year()[:8]
    marker = Marker(id="commands", family="rank", speaker="mentor", start=0, end=4, text=text, note="n")
    found = []
    for talk in talks:
        assert talk.mirror is not None
        acts = tuple(replace(act, text=text, why=text) for act in talk.mirror.acts)
        found.append(
            replace(
                talk,
                notes=(Note(id="n", text=text, author="mentor"), Note(id="p", text=text, author="mentee", visibility="mentee")),
                mirror=replace(talk.mirror, markers=(marker,), acts=acts, sentence=text, problems=(text,)),
                actions=(Action(id=f"m-{talk.id}", text=text, owner="mentor", made=talk.day, due=text),),
                answers={"most-comfortable@mentee": text, "learned": text, "decision": text, "change-what": text},
                stages=(StageRun(id="arrive", title=text, minutes=5, spent_s=420),),
                turns=(Turn(speaker="mentor", text=text), Turn(speaker="mentee", text=f"well {text}")),
            )
        )  # fmt: skip
    return tuple(found)
