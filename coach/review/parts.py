"""What a review is made of, as frozen records: points, trends, changes, promises, prompts tried, decisions."""

from __future__ import annotations

from typing import Literal

import msgspec

from coach.guides import Question
from coach.records import Pair, Phase, Record, Session, Side

Basis = Literal["timed", "words", "notes", "felt"]
"""What a figure rests on: the talk clock, full turns, notes, or what a person said it felt like."""
Unit = Literal["share", "scale"]
Direction = Literal["up", "down", "none"]
BASIS_WORDS: dict[str, str] = {
    "timed": "by the talk clock",
    "words": "counted from the transcript",
    "notes": "estimated from notes",
    "felt": "as it felt",
}
LEAST_TALKS = 6
"""Talks on one basis below which there is no talk of a direction, and no line in a chart."""
LEAST_EACH_SIDE = 4
"""Talks before and after an agreement below which nothing is compared."""


class Point(Record, frozen=True, kw_only=True):
    """One measure of one session. Values run from 0 to 1; a step s of a scale from 1 to 5 stands as (s - 1) / 4."""

    session: str
    day: str
    value: float
    low: float
    high: float
    """90 % interval."""
    basis: Basis
    count: int = 0
    total: int = 0
    """What was counted, of how many; 0 of 0 where nothing is counted."""
    aim: float | None = None
    """The share that the pair aimed for in this session."""

    @property
    def note(self) -> str:
        """What it rests on, in a few words."""
        words = BASIS_WORDS[self.basis]
        return f"{words}: {self.count} of {self.total}" if self.total else words


class Trend(Record, frozen=True, kw_only=True):
    """One measure over time on one basis, and whether it moved."""

    id: str
    """``measure-side-basis``, fit for an anchor."""
    measure: str
    side: Side | Literal[""]
    """Whose measure it is; empty for what belongs to the pair."""
    basis: Basis
    title: str
    unit: Unit
    points: tuple[Point, ...]
    sentence: str = ""
    detail: str = ""
    """The room around the slope and how the aim was met, in words; may be empty."""
    aim: float | None = None
    """The pair's aim where it was the same in all these sessions."""
    slope: float | None = None
    """Theil-Sen slope, in shares for 30 days; None below six sessions."""
    low: float | None = None
    high: float | None = None
    """Sen's 95 % interval of the slope."""
    p: float | None = None
    """Kendall's two-sided p; None where nothing was tested."""
    claimed: bool = False
    """Whether the change may be spoken of: the interval excludes zero, and the review as a whole bears it."""
    direction: Direction = "none"
    """``up`` or ``down`` only where ``claimed``."""
    start: float | None = None
    end: float | None = None
    """Where the slope's line begins and ends; None below six sessions."""

    @property
    def line(self) -> bool:
        """Whether there are points enough to speak of a direction."""
        return len(self.points) >= LEAST_TALKS


class Change(Record, frozen=True, kw_only=True):
    """One measure before and after the day of an agreement; no cause is claimed."""

    id: str
    day: str
    agreements: tuple[str, ...]
    """The words of the agreements that began on this day."""
    measure: str
    side: Side | Literal[""]
    basis: Basis
    before: float
    after: float
    """Medians."""
    before_n: int
    after_n: int
    shift: float
    """Hodges-Lehmann difference, after less before."""
    low: float
    high: float
    """Its 95 % interval, from the Mann-Whitney distribution."""
    p: float
    claimed: bool = False
    sentence: str = ""


class Gap(Record, frozen=True, kw_only=True):
    """How one person's guesses of the mentor's share lay beside the figures."""

    side: Side
    count: int = 0
    inside: int = 0
    """Guesses within the interval of the figure."""
    median: float | None = None
    """Median of guess less figure, in shares."""
    low: float | None = None
    high: float | None = None
    """95 % interval of that median (order statistics); None below six guesses."""
    bases: tuple[Basis, ...] = ()
    points: tuple[Point, ...] = ()
    """Guess beside figure: ``value`` is the guess, ``low`` and ``high`` the figure's interval."""
    sentence: str = ""


class Promise(Record, frozen=True, kw_only=True):
    text: str
    owner: Side | Literal["both"]
    made: str
    due: str | None = None
    done: str | None = None
    dropped: bool = False


class Promises(Record, frozen=True, kw_only=True):
    """What one side promised in this span."""

    owner: Side | Literal["both"]
    made: int = 0
    kept: int = 0
    let_go: int = 0
    open: tuple[Promise, ...] = ()
    sentence: str = ""


class Tried(Record, frozen=True, kw_only=True):
    """A prompt that was kept, and what was seen in the talks it was carried into; no cause is claimed."""

    prompt: str
    text: str
    focus: str
    side: Side
    kept: int
    """After how many sessions it was kept."""
    used: int
    not_used: int
    sentence: str
    difference: float | None = None
    """Median of the aimed measure in the talk after less the talk before; None where it can't be told."""
    low: float | None = None
    high: float | None = None
    """About 90 %: from the intervals of the talks compared."""
    compared: int = 0
    """How many talks after could be set beside one before."""


class Used(Record, frozen=True, kw_only=True):
    """A template, and in how many talks of this span it was used."""

    template: str
    title: str
    count: int


class TimeKept(Record, frozen=True, kw_only=True):
    """Minutes planned and spent, over the talks whose stages were timed."""

    talks: int = 0
    planned: int = 0
    spent: int = 0
    over: int = 0
    """Talks that ran more than a tenth over."""
    skipped: int = 0
    longest: str = ""
    """Title of the stage that most often ran over; empty where none did twice."""
    sentence: str = ""


class Wordings(Record, frozen=True, kw_only=True):
    """Wordings of one family by one person, over all talks of the span."""

    family: Literal["rank", "deference", "reciprocity"]
    side: Side
    count: int
    talks: int
    of: int
    """Talks that had anything of this person to read."""
    titles: tuple[str, ...] = ()
    """The commonest, by their titles in the guides."""
    words: tuple[str, ...] = ()
    """A few of the very words, from notes for both; latest first."""
    sentence: str = ""


class Answer(Record, frozen=True, kw_only=True):
    """What was answered in a guided review of this span."""

    day: str
    question: str
    text: str
    side: Side | Literal[""] = ""
    answer: str = ""


class Decision(Record, frozen=True, kw_only=True):
    """How the pair decided to go on."""

    kind: Literal["go on", "change", "close well", "open"]
    """``open``: nothing was decided yet."""
    what: str = ""
    since: str = ""
    """From when, in their own words or as a day."""
    sentence: str = ""


class Section(Record, frozen=True, kw_only=True):
    """Some sentences that belong together."""

    id: str
    title: str
    sentences: tuple[str, ...]


class View(Record, frozen=True, kw_only=True):
    """What one person reads first alone, or both read together."""

    title: str
    sections: tuple[Section, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(sentence for section in self.sections for sentence in section.sentences)


class Review(Record, frozen=True, kw_only=True):
    """A span of sessions looked back on."""

    pair: Pair
    sessions: tuple[Session, ...] = ()
    since: str = ""
    until: str = ""
    """First and last day of the talks in it; empty where there is none."""
    sentence: str = ""
    notices: tuple[str, ...] = ()
    """What should be known before the figures are read."""
    trends: tuple[Trend, ...] = ()
    changes: tuple[Change, ...] = ()
    gaps: tuple[Gap, ...] = ()
    promised: tuple[Promises, ...] = ()
    tried: tuple[Tried, ...] = ()
    templates: tuple[Used, ...] = ()
    templates_sentence: str = ""
    time: TimeKept = TimeKept()
    wordings: tuple[Wordings, ...] = ()
    questions: tuple[Question, ...] = ()
    answers: dict[str, str] = msgspec.field(default_factory=dict)
    """Answers of the latest guided review, by question id."""
    answered: tuple[Answer, ...] = ()
    decision: Decision = Decision(kind="open")
    phase: Phase | None = None
    """The phase that the answers name; None: none named."""

    @property
    def promises(self) -> str:
        """All promises in a few sentences."""
        return " ".join(each.sentence for each in self.promised)

    @property
    def guesses(self) -> str:
        """Guesses beside figures in a few sentences."""
        return " ".join(each.sentence for each in self.gaps)

    def of(self, measure: str, side: Side | Literal[""] | None = None) -> tuple[Trend, ...]:
        """The trends of a measure, of one side or of all."""
        return tuple(t for t in self.trends if t.measure == measure and side in (None, t.side))
