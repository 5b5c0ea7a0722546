"""A session with its mirror to what was said and done in it: acts by speaker, unasked advice, markers, promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coach.measures.words import first_name
from coach.records import Marker, Mirror, Pair, Session, Side

SIDES: tuple[Side, Side] = ("mentor", "mentee")
REACH = 2
"""Acts before a piece of advice among which a question counts as having come first."""


def other(side: Side) -> Side:
    return "mentee" if side == "mentor" else "mentor"


def called(pair: Pair, side: Side) -> str:
    """The first name of the person in this seat."""
    return first_name(pair.person(side).name)


def shortened(words: str, most: int = 60) -> str:
    """The words on one line, cut at a blank."""
    words = " ".join(words.split())
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + " …"


def days_between(since: str, until: str) -> int | None:
    """Whole days from one ISO day to another; None where either is missing or no day."""
    try:
        return (date.fromisoformat(until[:10]) - date.fromisoformat(since[:10])).days
    except ValueError:
        return None


@dataclass(frozen=True)
class Facts:
    """What one session had, by the reader's acts and the pair's own marks. Evidence is given as indices of acts."""

    pair: Pair
    session: Session
    mirror: Mirror
    agreements: int
    """Agreements that hold on the day of the session."""

    def of(self, side: Side, *kinds: str) -> tuple[int, ...]:
        """Indices of this person's acts of these kinds (all but ``other``, where none is named)."""
        return tuple(
            i
            for i, act in enumerate(self.mirror.acts)
            if act.speaker == side and (act.act in kinds if kinds else act.act != "other")
        )

    @property
    def said(self) -> int:
        """Acts of the two that tell, listen or share."""
        return sum(len(self.of(side)) for side in SIDES)

    def questions(self, side: Side, how: str) -> tuple[int, ...]:
        return tuple(i for i in self.of(side, "ask") if self.mirror.acts[i].question == how)

    def unasked(self, side: Side) -> tuple[int, ...]:
        """Advice with no question of this person among the two acts before it, and none of the other right before it."""
        return tuple(i for i in self.of(side, "advise") if not self._asked_for(i))

    def _asked_for(self, i: int) -> bool:
        acts = self.mirror.acts
        before = [acts[j] for j in range(max(0, i - REACH), i) if acts[j].note == acts[i].note]
        own = any(act.act == "ask" and act.speaker == acts[i].speaker for act in before)
        return own or bool(before and before[-1].act == "ask" and before[-1].speaker in SIDES)

    def marks(self, side: Side, ids: frozenset[str] | set[str]) -> tuple[Marker, ...]:
        return tuple(marker for marker in self.mirror.markers if marker.speaker == side and marker.id in ids)

    def acts_at(self, markers: Sequence[Marker]) -> tuple[int, ...]:
        """The acts in which these wordings stand."""
        return tuple(
            i
            for i, act in enumerate(self.mirror.acts)
            if any(act.note == m.note and act.start <= m.start < act.end for m in markers)
        )

    def may_quote(self, note: str) -> bool:
        """Whether a note's words may be shown to both: private ones are counted, never quoted."""
        return all(each.visibility == "both" for each in self.session.notes if each.id == note)

    def quoted(self, markers: Sequence[Marker]) -> str:
        """``, as in “...”`` for the first wording that both may see; empty where none may be."""
        words = next((marker.text for marker in markers if marker.text and self.may_quote(marker.note)), "")
        return f", as in “{shortened(words)}”" if words else ""

    def comfort(self, side: Side) -> int | None:
        return next((guess.comfort for guess in self.session.guesses if guess.by == side), None)

    def equality(self, side: Side) -> int | None:
        return next((guess.equality for guess in self.session.guesses if guess.by == side), None)

    def guessed(self, side: Side) -> float | None:
        return next((guess.share for guess in self.session.guesses if guess.by == side), None)


def facts_of(pair: Pair, mirror: Mirror) -> Facts:
    """The facts of a mirror alone, where the session isn't at hand."""
    return Facts(pair, Session(id="", pair=pair.id, template="", day=""), mirror, 0)


def facts(pair: Pair, session: Session, mirror: Mirror) -> Facts:
    holding = sum(
        1 for each in pair.agreements if each.since <= session.day and not (each.ended and each.ended <= session.day)
    )
    return Facts(pair, session, mirror, holding)
