"""A workspace with believable people in memory and a reader that reads by a table, for the app's tests."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from coach.errors import CoachError
from coach.guides import Focus, Prompt, Question, Stage, Template
from coach.progress import unheard
from coach.records import (
    Act,
    Action,
    Advice,
    Agreement,
    Balance,
    Choice,
    Correction,
    Marker,
    Mirror,
    Note,
    Pair,
    Person,
    Proportion,
    Reading,
    Session,
    StageRun,
    Stance,
    Suggestion,
)
from coach.review import Gap, Point, Promises, Review, Trend, Tried

CHECK_IN = Template(
    id="regular-check-in",
    title="Regular check-in",
    purpose="See how things stand, and pick the one thing that's worth the hour.",
    minutes=45,
    share=0.4,
    share_reason="Priya brings the topic, so she has more to say.",
    source=("people",),
    stages=(
        Stage(
            id="arrive",
            title="Arriving",
            minutes=5,
            do="Say what has happened since last time, work and not work.",
            mentor_prompts=("What's been on your mind on the way here?",),
            mentee_prompts=("Say one thing that went better than you thought.",),
        ),
        Stage(
            id="matters",
            title="Getting to what matters",
            minutes=25,
            do="Priya says what would make the hour worth it. Jo listens first.",
            mentor_prompts=("Say back what you heard before you answer.", "What have you already thought of?"),
            mentee_prompts=("What would make this hour worth it for me is …",),
        ),
        Stage(
            id="close",
            title="Taking something along",
            minutes=15,
            do="Each says one next step, and by when.",
            mentor_prompts=("What can I do for you till then?",),
            mentee_prompts=("What I take along is …",),
        ),
    ),
    avoid=("Ending in the middle of a story.",),
    closing="Thank each other for one thing that was said.",
)
REVIEW_PLAN = Template(
    id="relationship-review",
    title="Looking back together",
    purpose="See where you've come, and choose what's next.",
    minutes=30,
    share=0.5,
    share_reason="Both of you know half of it.",
    source=("two-way",),
    stages=(Stage(id="look", title="Looking", minutes=30, do="Look at the months together."),),
    questions=(
        Question(id="least", text="When did each of you feel least comfortable? Where was the power then?", who="both"),
        Question(id="most", text="When did each of you feel most comfortable?", who="both"),
        Question(
            id="decision",
            text="What now?",
            kind="choice",
            choices=("Go on as we are", "Go on, and change something", "End it well"),
        ),
    ),
)
ASK_FIRST = Focus(
    id="ask-first",
    title="Ask before you advise.",
    lack="advice without permission",
    why="Five times Jo suggested something, and only once was there a question before it.",
    side="mentor",
)
PROMPTS = tuple(
    Prompt(id=f"ask-first-{number}", focus="ask-first", text=text, by="mentor", to="mentee")
    for number, text in enumerate(
        (
            "Would it help to hear what I tried, or shall we think yours through?",
            "What have you already thought of?",
            "What would you tell me, if it were the other way round?",
            "What would a small first step look like?",
            "What do you know about this that I don't?",
        ),
        start=1,
    )
)
JO_PRIYA = Pair(
    id="jo-priya",
    mentor=Person(name="Jo", pronouns="he"),
    mentee=Person(name="Priya", pronouns="she", aliases=("P",)),
    phase="cultivation",
    agreements=(Agreement(id="r1", text="What we say stays between us.", since="2026-05-12"),),
    created="2026-05-12",
)
NOTE = """asked P what's hardest rn -> her boss again, he moves the dates
I said he should just book the meeting. Priya said she'd tried, twice.
Jo told her how he'd lost his first big project.
Priya: maybe I'm afraid of the answer
Jo: that sounds heavy. What would you want to hear?"""
TABLE = (
    ("asked P what's hardest rn", "mentor", "ask", "“asked” with no name before it: Jo wrote this note."),
    (
        "I said he should just book the meeting",
        "mentor",
        "advise",
        "“should”: a suggestion, with no question before it.",
    ),
    ("Priya said she'd tried, twice", "mentee", "share", "“said” by Priya, about herself."),
    ("Jo told her how he'd lost his first big project", "mentor", "share", "a story of his own."),
    ("maybe I'm afraid of the answer", "mentee", "share", "in Priya's own line, about herself."),
    ("that sounds heavy", "mentor", "reflect", "says back what was heard."),
    ("What would you want to hear?", "mentor", "ask", "an open question."),
)


def read(text: str, note: str = "", corrections: Sequence[Correction] = ()) -> Reading:
    """The acts of the table that stand in the text, with corrections applied."""
    acts = []
    for words, speaker, act, why in TABLE:
        start = text.find(words)
        if start < 0:
            continue
        found = Act(
            start=start,
            end=start + len(words),
            speaker=speaker,
            act=act,
            confidence=0.9,
            text=words,
            note=note,
            why=why,
        )  # type: ignore[arg-type]
        for correction in corrections:
            if correction.words == words:
                found = replace(found, speaker=correction.speaker or speaker, act=correction.act or act, corrected=True)
        if not any(correction.words == words and correction.not_talk for correction in corrections):
            acts.append(found)
    return Reading(acts=tuple(acts), version="fake", words=len(text.split()))


def _part(acts: Sequence[Act], side: str, kinds: Sequence[str], total: int) -> Proportion:
    places = tuple(i for i, act in enumerate(acts) if act.speaker == side and act.act in kinds)
    return Proportion(count=len(places), total=total, share=len(places) / total if total else None, acts=places)


def mirror_of(session: Session) -> Mirror:
    acts: list[Act] = []
    for note in session.notes:
        acts += read(note.text, note.id, session.corrections).acts
    stances = []
    for side in ("mentor", "mentee"):
        total = sum(act.speaker == side for act in acts)
        stances.append(
            Stance(
                side=side,
                telling=_part(acts, side, ("advise", "inform"), total),
                listening=_part(acts, side, ("ask", "reflect", "affirm"), total),
                sharing=_part(acts, side, ("share",), total),
                open_questions=_part(acts, side, ("ask",), total),
            )  # type: ignore[arg-type]
        )
    of_jo = sum(act.speaker == "mentor" for act in acts)
    if not acts:
        balance = Balance(share=None, reason="I can't tell from these notes who spoke how much.")
        sentence = "I can't tell from these notes how the talk was shared."
    else:
        share = 0.2 + 0.6 * of_jo / len(acts)
        balance = Balance(
            share=share, low=max(0, share - 0.12), high=min(1, share + 0.11), tier="notes", acts=tuple(range(len(acts)))
        )
        sentence = f"Jo spoke for perhaps {'half' if share < 0.6 else 'two thirds'} of the time."
    markers = (
        (Marker(id="you-must", family="rank", speaker="mentor", start=0, end=4, text="should just"),) if acts else ()
    )
    return Mirror(
        balance=balance,
        mentor=stances[0],
        mentee=stances[1],
        acts=tuple(acts),
        markers=markers,
        sentence=sentence,
        version="fake",
    )


@dataclass(frozen=True)
class Preparation:
    last: Session | None
    glance: str
    own_promises: tuple[Action, ...]
    other_promises: tuple[Action, ...]
    balance: str
    try_one: Suggestion | None
    try_title: str
    openings: tuple[Suggestion, ...]
    room: tuple[str, ...]
    template: str
    template_why: str


@dataclass(frozen=True)
class Imported:
    name: str
    speakers: tuple[tuple[str, int], ...]
    mapping: dict[str, Any]
    day: str
    text: str


@dataclass(frozen=True)
class Found:
    kind: str
    id: str
    text: str


@dataclass
class FakeGuides:
    templates: dict[str, Template] = field(default_factory=lambda: {CHECK_IN.id: CHECK_IN, REVIEW_PLAN.id: REVIEW_PLAN})
    prompts: dict[str, Prompt] = field(default_factory=lambda: {prompt.id: prompt for prompt in PROMPTS})
    foci: dict[str, Focus] = field(default_factory=lambda: {ASK_FIRST.id: ASK_FIRST})


def past_session(number: int, day: str, text: str = NOTE) -> Session:
    session = Session(
        id=f"s{number}",
        pair="jo-priya",
        template="regular-check-in",
        day=day,
        state="done",
        minutes=45,
        stages=tuple(
            StageRun(id=s.id, title=s.title, minutes=s.minutes, spent_s=s.minutes * 55) for s in CHECK_IN.stages
        ),
        notes=(Note(id=f"n{number}", text=text, author="mentor", stage="matters"),),
        actions=(
            Action(
                id=f"a{number}",
                text="send the paper on estimates",
                owner="mentor",
                due="2026-11-24",
                made=day,
                done=None if number == 7 else day,
            ),
            Action(
                id=f"b{number}",
                text="ask for the meeting on Monday",
                owner="mentee",
                due="2026-11-30",
                made=day,
                done=None if number == 7 else day,
            ),
        ),
    )
    return replace(session, mirror=mirror_of(session))


class FakeWorkspace:
    """Everything in dictionaries; ``kept`` and ``drafts`` tell a test what reached the disk."""

    def __init__(self, pairs: Sequence[Pair] = (JO_PRIYA,), sessions: Sequence[Session] | None = None) -> None:
        self.guides = FakeGuides()
        self.read_only = False
        self.notices: tuple[str, ...] = ()
        self.engine_state = "ready"
        self.moved = ""
        """What a newer reader has to say of the talks, once."""
        self.has_passphrase = False
        self.passphrase = "open sesame"
        self.settings: dict[str, Any] = {}
        self.codes: dict[tuple[str, str], str] = {}
        self._pairs = {pair.id: pair for pair in pairs}
        if sessions is None:
            days = ("2026-05-19", "2026-06-16", "2026-07-14", "2026-08-25", "2026-09-22", "2026-10-20", "2026-11-17")
            sessions = (
                [past_session(i, day) for i, day in enumerate(days, start=1)] if "jo-priya" in self._pairs else []
            )
        self._sessions = {session.id: session for session in sessions}
        self.drafts: list[Note] = []
        self.exports: list[tuple[str, Any]] = []
        self.calls: list[str] = []
        self.answers: dict[str, str] = {}
        self.own: dict[tuple[str, str], str] = {}
        self.delay = 0.0

    def setting(self, key: str, default: Any) -> Any:
        return self.settings.get(key, default)

    def keep_setting(self, key: str, value: Any) -> None:
        self.settings[key] = value

    def pairs(self) -> tuple[Pair, ...]:
        return tuple(self._pairs.values())

    def keep_pair(self, pair: Pair) -> None:
        self._pairs[pair.id] = pair

    def delete_pair(self, pair_id: str) -> None:
        del self._pairs[pair_id]

    def close_pair(self, pair_id: str, day: str) -> None:
        self._pairs[pair_id] = replace(self._pairs[pair_id], closed=day)

    def sessions(self, pair_id: str) -> tuple[Session, ...]:
        return tuple(sorted((s for s in self._sessions.values() if s.pair == pair_id), key=lambda s: s.day))

    def start_session(self, pair_id: str, template_id: str, minutes: int) -> Session:
        plan = self.guides.templates[template_id].for_minutes(minutes)
        session = Session(
            id=f"new{len(self._sessions)}",
            pair=pair_id,
            template=template_id,
            day="2026-11-25",
            minutes=minutes,
            stages=tuple(StageRun(id=s.id, title=s.title, minutes=s.minutes) for s in plan.stages),
        )
        self.keep_session(session)
        return session

    def keep_session(self, session: Session) -> None:
        self._sessions[session.id] = session

    def draft(self, session: Session, note: Note) -> None:
        self.drafts.append(note)

    def delete_session(self, session_id: str) -> None:
        del self._sessions[session_id]

    def prepare(self, pair_id: str, side: str) -> Preparation:
        sessions = self.sessions(pair_id)
        if not sessions:
            return Preparation(
                None,
                "This is your first talk.",
                (),
                (),
                "There's nothing to see yet.",
                None,
                "",
                self._openings(side),
                ROOM,
                "regular-check-in",
                "A first look at what matters.",
            )
        last = sessions[-1]
        actions = [action for session in sessions for action in session.actions if not action.done]
        return Preparation(
            last,
            "Jo spoke for perhaps two thirds of the time. "
            "You talked about Priya's boss and a meeting that isn't booked yet.",
            tuple(a for a in actions if a.owner == side),
            tuple(a for a in actions if a.owner != side),
            "Over seven talks Jo spoke for about half of the time, a little more than the 40 % you aim for.",
            self._suggestion(PROMPTS[0]),
            ASK_FIRST.title,
            self._openings(side),
            ROOM,
            "regular-check-in",
            "You've had a month; a check-in finds what matters.",
        )

    def _suggestion(self, prompt: Prompt) -> Suggestion:
        return Suggestion(
            prompt=prompt.id,
            text=prompt.text,
            say_to="Jo to Priya",
            why="Jo suggested five things, one of them after a question.",
        )

    def _openings(self, side: str) -> tuple[Suggestion, ...]:
        texts = (
            ("How did the meeting go in the end?", "It was left open last time."),
            ("What would make this hour worth it?", "Priya spoke most when she chose the topic."),
            ("I've been thinking about my first project again.", "A story of one's own invites another."),
        )
        return tuple(Suggestion(prompt=f"o{i}", text=t, say_to="Jo to Priya", why=w) for i, (t, w) in enumerate(texts))

    async def read_session(self, session: Session, progress: Any = unheard) -> Session:
        await asyncio.sleep(self.delay)
        if any("crash" in note.text for note in session.notes):
            raise CoachError(
                "That was too much", "I couldn't read these notes.", "They're kept; try again in a moment."
            )
        read_one = replace(session, mirror=mirror_of(session))
        self.keep_session(read_one)
        return read_one

    async def advise(self, session: Session) -> Advice:
        away = {choice.prompt for choice in session.choices if choice.state in ("swapped", "dismissed")}
        ideas = tuple(self._suggestion(prompt) for prompt in PROMPTS if prompt.id not in away)[:3]
        return Advice(focus="ask-first", title=ASK_FIRST.title, why=ASK_FIRST.why, side="mentor", suggestions=ideas)

    def choose(self, session: Session, choice: Choice) -> Session:
        others = tuple(old for old in session.choices if old.prompt != choice.prompt)
        chosen = replace(session, choices=(*others, choice))
        self.keep_session(chosen)
        return chosen

    async def correct(self, session: Session, correction: Correction) -> Session:
        others = tuple(each for each in session.corrections if each.words != correction.words)
        return await self.read_session(replace(session, corrections=(*others, correction)))

    async def read_again(self, pair_id: str, progress: object = None) -> str:
        said, self.moved = self.moved, ""
        return said

    async def marks(self, text: str, author: str, pair: Pair) -> Reading:
        await asyncio.sleep(self.delay)
        return read(text)

    def review(self, pair_id: str, since: str | None, until: str | None) -> Review:
        sessions = tuple(s for s in self.sessions(pair_id) if since is None or s.day >= since)
        shares = (0.68, 0.62, 0.64, 0.55, 0.5, 0.52, 0.47)
        points = tuple(
            Point(session=s.id, day=s.day, value=share, low=share - 0.13, high=share + 0.12, basis="notes")
            for s, share in zip(sessions, shares, strict=False)
        )
        felt = tuple(
            Point(session=s.id, day=s.day, value=v / 4, low=v / 4, high=v / 4, basis="felt")
            for s, v in zip(sessions, (1, 2, 2, 3, 3, 4, 3), strict=False)
        )
        trends = (
            Trend(
                id="balance--notes",
                measure="balance",
                side="",
                basis="notes",
                title="How the talk was shared",
                unit="share",
                points=points,
                aim=0.4,
                sentence="Jo spoke less from talk to talk.",
            ),
            Trend(
                id="comfort-mentee-felt",
                measure="comfort",
                side="mentee",
                basis="felt",
                unit="scale",
                points=felt,
                title="How comfortable it felt to Priya",
                sentence="Priya felt more at ease than in spring.",
            ),
        )
        return Review(
            pair=self._pairs[pair_id],
            sessions=sessions,
            sentence="Seven talks since May, about one a month.",
            trends=trends,
            questions=REVIEW_PLAN.questions,
            answers=dict(self.answers),
            promised=(
                Promises(owner="mentor", made=6, kept=5, sentence="Jo kept 5 of 6 promises."),
                Promises(owner="mentee", made=7, kept=6, sentence="Priya kept 6 of 7."),
            ),
            gaps=(Gap(side="mentor", count=6, sentence="Jo guessed about 12 points too low."),),
            tried=(
                Tried(
                    prompt=PROMPTS[1].id,
                    text=PROMPTS[1].text,
                    focus="ask-first",
                    side="mentor",
                    kept=2,
                    used=1,
                    not_used=1,
                    sentence="Kept twice, used once; the talk after it had more questions.",
                ),
            ),
        )

    def settle_review(self, pair_id: str) -> str:
        return ""

    def answer(self, pair_id: str, question_id: str, text: str) -> None:
        self.answers[question_id] = text

    def export(self, review: Any, kind: str, options: Any, file: Path | None = None, progress: Any = unheard) -> Path:
        progress(1, 2)
        self.exports.append((kind, options))
        return Path("/home/jo/coach/review.html")

    def read_transcript(self, pair_id: str, path: Path, progress: Any = unheard) -> Imported:
        progress(1, 2)
        text = path.read_text(encoding="utf-8")
        names: dict[str, int] = {}
        for line in text.splitlines():
            if ": " in line:
                name = line.split(": ")[0]
                names[name] = names.get(name, 0) + 1
        if not names:
            raise CoachError(
                "No names in it",
                "That file has no names in it, so I can't tell who said what.",
                "Export it with speaker names, or add them as `Name: text`.",
            )
        known = {"Jo": "mentor", "Priya": "mentee"}
        return Imported(path.name, tuple(names.items()), {name: known.get(name) for name in names}, "2026-11-20", text)

    def keep_transcript(self, pair_id: str, imported: Any, mapping: Mapping[str, str], day: str) -> Session:
        session = replace(past_session(90, day, imported.text), mirror=None)
        self.calls.append(f"import {dict(mapping)}")
        self.keep_session(session)
        return session

    async def search(self, query: str, limit: int) -> Sequence[Found]:
        await asyncio.sleep(self.delay)
        return [Found("prompt", prompt.id, prompt.text) for prompt in PROMPTS[1:3]]

    def guide_text(self, kind: str, guide_id: str) -> str:
        return self.own.get((kind, guide_id), f'id = "{guide_id}"\ntitle = "Ours"\n')

    def copy_guide(self, kind: str, guide_id: str) -> str:
        self.own[kind, f"our-{guide_id}"] = self.guide_text(kind, guide_id)
        source = self.guides.templates[guide_id]
        self.guides.templates[f"our-{guide_id}"] = replace(source, id=f"our-{guide_id}", title=f"{source.title} (ours)")
        return f"our-{guide_id}"

    def is_own_guide(self, kind: str, guide_id: str) -> bool:
        return (kind, guide_id) in self.own

    def keep_guide(self, kind: str, guide_id: str, text: str) -> Sequence[str]:
        if "titel" in text:
            return ["In our.toml there's a word `titel` that I don't know. Did you mean `title`?"]
        self.own[kind, guide_id] = text
        return []

    def check_passphrase(self, passphrase: str) -> bool:
        return passphrase == self.passphrase

    def set_passphrase(self, new: str | None, old: str | None) -> None:
        self.has_passphrase = bool(new)
        self.passphrase = new or ""

    def has_code(self, pair_id: str, side: str) -> bool:
        return (pair_id, side) in self.codes

    def check_code(self, pair_id: str, side: str, code: str) -> bool:
        return self.codes.get((pair_id, side)) == code

    def set_code(self, pair_id: str, side: str, code: str | None) -> None:
        if code:
            self.codes[pair_id, side] = code
        else:
            self.codes.pop((pair_id, side), None)

    def backup(self, path: Path, progress: Any = unheard) -> Path:
        progress(1, 2)
        self.calls.append(f"backup {path}")
        return path

    def doctor(self) -> Sequence[str]:
        return ["The folder is yours alone.", "The reader is awake.", "The models are the ones that came along."]

    def close(self) -> None:
        self.calls.append("close")


ROOM = (
    "A place that isn't anybody's office",
    "Chairs at the same height, at a corner",
    "Phones away, both of them",
    "A quarter of an hour to spare after",
)
