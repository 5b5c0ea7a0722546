"""The words of the product as frozen records: people, pairs, sessions, notes, acts, measures, choices.

Every record is a plain value without behaviour beyond what follows from its own fields. Times are ISO 8601 texts in
local time with offset (``2026-11-17T18:30:00+01:00``), dates are ISO days, shares run from 0 to 1, offsets count
characters of the person's own text.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Side = Literal["mentor", "mentee"]
"""The two seats of a pair. Peers sit in them too; what people see is always names or their own words for roles."""
Speaker = Literal["mentor", "mentee", "both", "third-party"]
ActKind = Literal["advise", "inform", "ask", "reflect", "affirm", "share", "other"]
Author = Literal["mentor", "mentee", "both"]
Visibility = Literal["both", "mentor", "mentee"]
"""``both``: shown to everyone; otherwise private to that side."""
Tier = Literal["timed", "words", "notes", "unknown"]
Form = Literal["quote", "report", "fragment", "turn"]
"""How an act stands in the note: direct quotation, reported speech, a fragment without subject, a full turn."""
Kind = Literal["traditional", "reciprocal", "reverse", "peer"]
Phase = Literal["initiation", "cultivation", "separation", "redefinition"]

ACT_KINDS: tuple[ActKind, ...] = ("advise", "inform", "ask", "reflect", "affirm", "share", "other")
TELLING: frozenset[str] = frozenset({"advise", "inform"})
LISTENING: frozenset[str] = frozenset({"ask", "reflect", "affirm"})
SHARING: frozenset[str] = frozenset({"share"})


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A frozen value; unknown fields of newer versions are refused by the store, which checks versions first.

    Records form no cycles, so the garbage collector needn't walk them (a history holds a hundred thousand).
    """


# -- people -----------------------------------------------------------------------------------------------------------


class Person(Record, frozen=True, kw_only=True):
    name: str
    role: str = ""
    """What this person is called in this pair, in their own words; empty: the usual word for the seat."""
    pronouns: str = "they"
    """``she``, ``he``, ``they`` or own words such as ``ze/zir`` (read as ``they``)."""
    aliases: tuple[str, ...] = ()
    """Other ways in which notes name this person: nicknames, initials; corrections add to them."""


class Agreement(Record, frozen=True, kw_only=True):
    id: str
    text: str
    since: str
    """Day from which it holds."""
    ended: str | None = None


class Pair(Record, frozen=True, kw_only=True):
    id: str
    mentor: Person
    mentee: Person
    kind: Kind = "traditional"
    phase: Phase = "initiation"
    aim: float = 0.4
    """The mentor's share of the talk that the pair aims for, where a template has no own aim."""
    aims: dict[str, float] = {}
    """Own aims by template id."""
    agreements: tuple[Agreement, ...] = ()
    programme: str = ""
    """Formal programme, how they were matched, agreed length: free text, may be empty."""
    created: str = ""
    language: str = "en"
    closed: str | None = None
    """Day on which the pair ended well."""

    def person(self, side: Side) -> Person:
        return self.mentor if side == "mentor" else self.mentee


# -- a session --------------------------------------------------------------------------------------------------------


class Note(Record, frozen=True, kw_only=True):
    id: str
    text: str
    author: Author
    visibility: Visibility = "both"
    stage: str = ""
    """Id of the stage it was written in; empty: after the session."""
    written: str = ""
    source: str = "note"
    """``note``, or the transcript format it was imported from (``zoom-vtt``, ``otter`` ...)."""


class Turn(Record, frozen=True, kw_only=True):
    """One turn of a transcript. Offsets point into the text of the note that holds the transcript."""

    speaker: Speaker
    text: str
    start: int = 0
    end: int = 0
    begin_s: float | None = None
    """Seconds from the start of the talk; None where the source has no times."""
    end_s: float | None = None


class Switch(Record, frozen=True, kw_only=True):
    """An event of the talk clock."""

    at: float
    """Seconds since the clock was first started, pauses left out."""
    who: Literal["mentor", "mentee", "pause"]


class Guess(Record, frozen=True, kw_only=True):
    by: Side
    share: float
    """This person's guess of the mentor's share."""
    equality: int
    """How equal it felt: 1 (one decided) to 5 (as equals)."""
    comfort: int | None = None
    """How comfortable it felt: 1 to 5; None: not said."""


class Action(Record, frozen=True, kw_only=True):
    id: str
    text: str
    owner: Side | Literal["both"]
    due: str | None = None
    done: str | None = None
    """Day on which it was kept; None: still open."""
    dropped: bool = False
    made: str = ""
    """Day on which it was promised."""


class Correction(Record, frozen=True, kw_only=True):
    """A person's own reading of some words; applied again wherever the same words stand."""

    words: str
    speaker: Speaker | None = None
    act: ActKind | None = None
    not_talk: bool = False
    alias: str = ""
    """A name in the words that this person says means ``speaker``; added to the person's aliases."""


class Choice(Record, frozen=True, kw_only=True):
    """What became of a suggested prompt."""

    prompt: str
    focus: str
    state: Literal["kept", "swapped", "dismissed", "offered"]
    used: bool | None = None
    """Whether it was used in the session after, as the person said; None: not asked yet."""
    for_side: Side = "mentor"


class StageRun(Record, frozen=True, kw_only=True):
    id: str
    title: str
    minutes: int
    spent_s: float = 0.0
    skipped: bool = False


class Session(Record, frozen=True, kw_only=True):
    id: str
    pair: str
    template: str
    day: str
    """Day of the talk."""
    minutes: int = 45
    state: Literal["running", "paused", "done"] = "running"
    stages: tuple[StageRun, ...] = ()
    stage: int = 0
    """Index of the stage they are in."""
    notes: tuple[Note, ...] = ()
    turns: tuple[Turn, ...] = ()
    """Turns of an imported transcript, already matched to the pair."""
    clock: tuple[Switch, ...] = ()
    clock_end: float | None = None
    """Seconds at which the clock was stopped."""
    guesses: tuple[Guess, ...] = ()
    actions: tuple[Action, ...] = ()
    corrections: tuple[Correction, ...] = ()
    choices: tuple[Choice, ...] = ()
    carried: tuple[Choice, ...] = ()
    """Prompts kept last time, carried into this session."""
    answers: dict[str, str] = {}
    """Answers of a guided review by question id (see the review template)."""
    mirror: Mirror | None = None
    """The measures as last computed, with the version of the reader that computed them."""


# -- what the reader finds ----------------------------------------------------------------------------------------------


class Act(Record, frozen=True, kw_only=True):
    """A stretch of a note that reports or quotes talk, and what its speaker did with it."""

    start: int
    end: int
    speaker: Speaker
    act: ActKind
    confidence: float
    """Probability that both speaker and act are right, calibrated; below the reader's threshold a span is unread."""
    text: str = ""
    form: Form = "report"
    note: str = ""
    """Id of the note; empty where there is only one text."""
    question: Literal["open", "closed", ""] = ""
    """For asks: open or closed."""
    why: str = ""
    """One plain sentence: what in the words led to this reading."""
    corrected: bool = False


class Marker(Record, frozen=True, kw_only=True):
    """A wording of rank, deference or reciprocity."""

    id: str
    family: Literal["rank", "deference", "reciprocity"]
    speaker: Speaker
    start: int
    end: int
    text: str
    note: str = ""


class Remark(Record, frozen=True, kw_only=True):
    """An explicit remark about who talked ("I did most of the talking", "about 60/40")."""

    start: int
    end: int
    text: str
    share: float
    """The mentor's share that the remark speaks of."""
    spread: float
    """Standard deviation of what such remarks mean, in share points."""
    note: str = ""


class Reading(Record, frozen=True, kw_only=True):
    """Everything that the reader found in one text."""

    acts: tuple[Act, ...] = ()
    turns: tuple[Act, ...] = ()
    """One for each turn, where the text is a transcript or made of tagged lines."""
    markers: tuple[Marker, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unread: tuple[Act, ...] = ()
    """Spans that look like talk but stayed below the threshold."""
    transcript: bool = False
    """Whether the text is full turns (counted) rather than notes (estimated)."""
    problem: str = ""
    """A sentence for the person when the text couldn't be read (empty, another language, no letters)."""
    version: str = ""
    author: Author = "both"
    words: int = 0
    lean: float | None = None
    """The network's own view of the balance from the whole note: log odds of the mentor's share; None: no view."""


# -- measures -----------------------------------------------------------------------------------------------------------


class Balance(Record, frozen=True, kw_only=True):
    """Talk balance: the mentor's share of the words (or of the time), with a 90 % interval."""

    share: float | None
    low: float = 0.0
    high: float = 1.0
    tier: Tier = "unknown"
    acts: tuple[int, ...] = ()
    """Indices of the acts (or turns) that were counted."""
    reason: str = ""
    """Why it can't be told, or what the figure rests on, in a plain sentence."""


class Proportion(Record, frozen=True, kw_only=True):
    """A count with its total and the 90 % interval of the share."""

    count: int
    total: int
    share: float | None
    low: float = 0.0
    high: float = 1.0
    acts: tuple[int, ...] = ()


class Stance(Record, frozen=True, kw_only=True):
    """What one person did: telling, listening, sharing, and how their questions were put."""

    side: Side
    telling: Proportion
    listening: Proportion
    sharing: Proportion
    open_questions: Proportion
    longest_telling: int | None = None
    """Words in the longest run of telling; only where there are turns."""
    uptake: Proportion | None = None
    """Turns that build on the other's words; only where there are turns."""


class Dynamics(Record, frozen=True, kw_only=True):
    """Who led when; only where there are turns."""

    bins: tuple[float | None, ...]
    """The mentor's share of the words in ten parts of the talk (None: nobody spoke)."""
    pattern: Literal[
        "alternating", "mentor throughout", "mentee throughout", "handed over", "taken over", "no clear pattern"
    ]
    sentence: str = ""


class Mirror(Record, frozen=True, kw_only=True):
    """The measures of one session, kept with it."""

    balance: Balance
    mentor: Stance
    mentee: Stance
    dynamics: Dynamics | None = None
    acts: tuple[Act, ...] = ()
    markers: tuple[Marker, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unread: tuple[Act, ...] = ()
    problems: tuple[str, ...] = ()
    aim: float = 0.4
    version: str = ""
    """Version of the reader and the measures."""
    sentence: str = ""
    """The first sentence on the screen: the balance in plain words with names."""


# -- suggestions ----------------------------------------------------------------------------------------------------------


class Suggestion(Record, frozen=True, kw_only=True):
    prompt: str
    """Id of the prompt."""
    text: str
    say_to: str
    """Who says it to whom, with names."""
    why: str
    evidence: tuple[int, ...] = ()
    """Indices into the mirror's acts."""
    follow_up: str = ""


class Advice(Record, frozen=True, kw_only=True):
    """One focus and up to three prompts for it."""

    focus: str
    title: str
    """The focus as a short imperative sentence ("Ask before you advise")."""
    why: str
    side: Side
    suggestions: tuple[Suggestion, ...] = ()
    general: bool = False
    """True where the evidence is thin and this is a gentle general prompt."""
