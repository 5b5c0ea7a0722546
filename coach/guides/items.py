"""What a template, a focus with its prompts and a marker rule are made of, and what they insist on."""

from __future__ import annotations

import difflib
import re
from typing import Any, Literal

import msgspec

from coach.errors import CoachError
from coach.records import Kind, Phase, Side

Source = Literal["power", "reciprocal", "boundaries", "programme", "two-way", "people"]
By = Literal["mentor", "mentee", "either"]
To = Literal["mentor", "mentee", "other", "self", "both"]
Tone = Literal["warm", "plain", "playful", "direct"]
When = Literal["prepare", "during", "after", "next"]
Aim = Literal[
    "balance", "asking", "open_questions", "reflecting", "affirming", "sharing", "telling", "uptake",
    "rank", "deference", "comfort", "equality", "guesses", "actions", "time", "topics", "",
]  # fmt: skip
SEATS = {"en": ("the mentor", "the mentee")}
"""How a guide's text speaks of the two seats, by language; names go there (see ``Template.for_people``)."""
PATTERN_KEYS = ("LOWER", "TEXT", "LEMMA", "POS", "DEP", "REGEX", "OP")
PATTERN_TESTS = ("IN", "NOT_IN", "REGEX")
PATTERN_REPEATS = ("!", "?", "+", "*")


class Guide(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every item has; ``covers`` names rows of ``guides/coverage.toml`` that the item answers."""

    id: str
    source: tuple[Source, ...] = ()
    covers: tuple[str, ...] = ()


class Stage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    title: str
    minutes: int
    do: str
    """What each of the two does now."""
    mentor_prompts: tuple[str, ...] = ()
    mentee_prompts: tuple[str, ...] = ()


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question of a guided review; answers are kept by its id."""

    id: str
    text: str
    who: Literal["mentor", "mentee", "both"] = msgspec.field(name="for", default="both")
    kind: Literal["text", "choice", "scale"] = "text"
    choices: tuple[str, ...] = ()
    """For a choice the answers, for a scale the words at its two ends."""
    stage: str = ""
    covers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind == "choice" and len(self.choices) < 2:
            raise ValueError(f"the question `{self.id}` needs two or more `choices`")


class Template(Guide, frozen=True, kw_only=True):
    """A session: its stages with minutes, what each person does and may ask, and the talk share that fits."""

    title: str
    purpose: str
    minutes: int = 45
    share: float | None = None
    """Expected share of the mentor, 0 to 1; None: this session expects none."""
    share_reason: str
    version: int = 1
    language: str = "en"
    kinds: tuple[Kind, ...] = ()
    """Kinds of relationship that it fits; empty: any."""
    phases: tuple[Phase, ...] = ()
    """Phases that it fits; empty: any."""
    stages: tuple[Stage, ...] = msgspec.field(name="stage")
    questions: tuple[Question, ...] = msgspec.field(name="question", default=())
    avoid: tuple[str, ...] = ()
    closing: str = ""

    def __post_init__(self) -> None:
        if self.share is not None and not 0 <= self.share <= 1:
            raise ValueError("`share` is a number from 0 to 1")
        if not self.stages:
            raise ValueError("a session needs at least one `stage`")
        if any(stage.minutes < 1 for stage in self.stages):
            raise ValueError("each stage's `minutes` is 1 or more")
        if (total := sum(stage.minutes for stage in self.stages)) != self.minutes:
            raise ValueError(f"the stages take {total} minutes together, but `minutes` says {self.minutes}")
        ids = [stage.id for stage in self.stages], [question.id for question in self.questions]
        if twice := _twice(ids[0]) or _twice(ids[1]):
            raise ValueError(f"the id `{twice}` is used twice")

    def for_minutes(self, minutes: int) -> Template:
        """The same session in another length: whole minutes by proportion, each stage at least one, summing exactly.

        Minutes left over go to the largest remainders. Raises CoachError where there are more stages than minutes.
        """
        if minutes < len(self.stages):
            raise CoachError(
                "Too short for this session",
                f"{self.title} has {len(self.stages)} stages, and {minutes} minutes can't hold them.",
                f"Choose {len(self.stages)} minutes or more.",
            )
        wished = [minutes * stage.minutes / self.minutes for stage in self.stages]
        whole = [max(1, int(wish)) for wish in wished]
        while (left := minutes - sum(whole)) != 0:
            step = 1 if left > 0 else -1
            candidates = (i for i in range(len(whole)) if whole[i] + step > 0)
            whole[max(candidates, key=lambda i: (step * (wished[i] - whole[i]), -i))] += step
        stages = (msgspec.structs.replace(s, minutes=m) for s, m in zip(self.stages, whole, strict=True))
        return msgspec.structs.replace(self, minutes=minutes, stages=tuple(stages))

    def for_people(self, mentor: str, mentee: str) -> Template:
        """The same session with the two names where the text says "the mentor" and "the mentee"."""
        names = dict(zip(SEATS.get(self.language, ()), (mentor, mentee), strict=False))
        seats = re.compile("|".join(rf"\b{re.escape(seat)}\b" for seat in names) or "(?!)", re.IGNORECASE)

        def named(text: str) -> str:
            return seats.sub(lambda found: names[found[0].lower()], text)

        stages = (
            msgspec.structs.replace(
                stage,
                title=named(stage.title),
                do=named(stage.do),
                mentor_prompts=tuple(named(prompt) for prompt in stage.mentor_prompts),
                mentee_prompts=tuple(named(prompt) for prompt in stage.mentee_prompts),
            )
            for stage in self.stages
        )
        return msgspec.structs.replace(
            self,
            purpose=named(self.purpose),
            share_reason=named(self.share_reason),
            stages=tuple(stages),
            avoid=tuple(named(text) for text in self.avoid),
            closing=named(self.closing),
        )

    def fits(self, kind: Kind, phase: Phase) -> bool:
        return (not self.kinds or kind in self.kinds) and (not self.phases or phase in self.phases)


class Prompt(Guide, frozen=True, kw_only=True):
    """One thing to say or to do, for the lack that its focus answers."""

    focus: str
    text: str
    form: Literal["say", "do"] = "say"
    """``say``: the words themselves; ``do``: something to do, told to the one who does it."""
    by: By = "either"
    to: To = "other"
    kinds: tuple[Kind, ...] = ()
    phases: tuple[Phase, ...] = ()
    templates: tuple[str, ...] = ()
    tone: Tone = "plain"
    follow_up: str = ""
    topics: tuple[str, ...] = ()
    """A few words for the search by meaning."""
    when: When = "during"
    language: str = "en"

    def fits(self, kind: Kind, phase: Phase, template: str, side: Side) -> bool:
        """Whether this person may be offered it in such a pair and session."""
        return (
            self.by in ("either", side)
            and (not self.kinds or kind in self.kinds)
            and (not self.phases or phase in self.phases)
            and (not self.templates or template in self.templates)
        )


class Focus(Guide, frozen=True, kw_only=True):
    """One thing that a session may have lacked, as a short invitation."""

    title: str
    lack: str
    """What it answers, in a few words ("advice without permission")."""
    why: str
    side: Literal["mentor", "mentee", "both"] = "both"
    """Whose lack it mostly is."""
    aim: Aim = ""
    """The measure that should move when it helps."""
    version: int = 1
    language: str = "en"


class FocusFile(Focus, frozen=True, kw_only=True):
    """A focus as it stands in its file, with its prompts."""

    prompts: tuple[Prompt, ...] = msgspec.field(name="prompt", default=())


class MarkerRule(Guide, frozen=True, kw_only=True):
    """A wording of rank, deference or reciprocity, as token patterns of spaCy's Matcher."""

    family: Literal["rank", "deference", "reciprocity"]
    title: str
    says: str
    patterns: tuple[tuple[dict[str, Any], ...], ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    version: int = 1
    language: str = "en"

    def __post_init__(self) -> None:
        for token in (token for pattern in self.patterns for token in pattern):
            for key, test in token.items():
                _known(key, PATTERN_KEYS)
                if key == "OP":
                    _known(test, PATTERN_REPEATS)
                for name in test if isinstance(test, dict) else ():
                    _known(name, PATTERN_TESTS)

    def matcher_patterns(self) -> list[list[dict[str, Any]]]:
        """The patterns in the shape that ``Matcher.add`` wants."""
        return [list(pattern) for pattern in self.patterns]


def _known(word: object, known: tuple[str, ...]) -> None:
    if (key := str(word)) not in known:
        raise ValueError(f"`{key}` can't stand in a pattern{nearest(key, known, joined=True)}")


def _twice(ids: list[str]) -> str:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            return each
        seen.add(each)
    return ""


def nearest(key: str, known: tuple[str, ...], joined: bool = False) -> str:
    """A hint at the nearest right word, with a space before it; otherwise the words that may stand there."""
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    if near:
        return f" (did you mean `{near[0]}`?)" if joined else f" Did you mean `{near[0]}`?"
    listed = ", ".join(f"`{each}`" for each in sorted(known)[:20])
    return f" (it can be {listed})" if joined else f" It can be {listed}."
