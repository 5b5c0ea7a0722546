"""Pairs and transcripts for the tests of this folder."""

from __future__ import annotations

from coach.records import Pair, Person
from coach.transcripts import Said, Transcript


def pair(mentor: str, mentee: str) -> Pair:
    return Pair(id="p", mentor=Person(name=mentor), mentee=Person(name=mentee))


def names(*names: str) -> Transcript:
    return Transcript(format="x", turns=tuple(Said(speaker=name, text="a") for name in names))
