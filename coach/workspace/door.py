"""The workspace: pairs, sessions, readings, suggestions, reviews and everything around them behind one object."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from msgspec.structs import replace

from coach import notes, paths
from coach.errors import CoachError
from coach.progress import Progress, unheard
from coach.records import (
    Action,
    Advice,
    Author,
    Choice,
    Correction,
    Note,
    Pair,
    Person,
    Reading,
    Session,
    Side,
    StageRun,
)  # fmt: skip
from coach.store import Store
from coach.workspace.guides import OwnGuides

if TYPE_CHECKING:
    from coach.engine import ReaderPort
    from coach.guides import Guides
    from coach.report import Options
    from coach.review import Review
    from coach.workspace import preparing, reading, transcripts
    from coach.workspace.sharing import Consented, ExportKind

EngineState = Literal["off", "starting", "ready", "restarting"]


def _tidy(person: Person) -> Person:
    """Names and roles on one line, without what isn't text."""
    return replace(person, name=notes.one_line(person.name), role=notes.one_line(person.role))


def _cleaned(note: Note) -> Note:
    """The note as text that is only text; the same object where it was so already."""
    text = notes.clean(note.text)
    return note if text == note.text else replace(note, text=text)


class Workspace:
    """Open with ``Workspace.open``. Plain methods answer at once; the ``async`` ones wait for the engine."""

    def __init__(self, store: Store, engine: ReaderPort | None, folder: Path) -> None:
        self.store, self.engine, self.folder = store, engine, folder
        self._own = OwnGuides(folder / "guides")

    @classmethod
    def open(cls, folder: Path | None = None, passphrase: str | None = None, engine: ReaderPort | None = None) -> Self:
        """Open (or begin) the store in ``folder`` (default: the person's own place); raises what ``Store.open`` raises."""
        home = folder or paths.data_home()
        return cls(Store.open(home / "store", passphrase), engine, home)

    def close(self) -> None:
        if self.engine is not None:
            self.engine.stop()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *trouble: object) -> None:
        self.close()

    # -- how things stand ---------------------------------------------------------------------------------------------

    @property
    def guides(self) -> Guides:
        return self._own.guides

    @property
    def read_only(self) -> bool:
        return self.store.read_only

    @property
    def notices(self) -> Sequence[str]:
        return (*self.store.notices, *self._own.notices)

    @property
    def engine_state(self) -> EngineState:
        if self.engine is None:
            return "off"
        if getattr(self.engine, "ready", True):
            return "ready"
        return "restarting" if getattr(self.engine, "restarts", 0) else "starting"

    @property
    def has_passphrase(self) -> bool:
        return self.store.encrypted

    def setting(self, key: str, default: Any) -> Any:
        return self.store.get_setting(key, default)

    def keep_setting(self, key: str, value: Any) -> None:
        self.store.put_setting(key, value)

    # -- pairs ----------------------------------------------------------------------------------------------------------

    def pairs(self) -> tuple[Pair, ...]:
        return self.store.pairs()

    def pair(self, wanted: str) -> Pair:
        """The pair of this id, or whose names hold these words; raises CoachError where none or several do."""
        pairs = self.pairs()
        low = wanted.casefold()
        found = [p for p in pairs if p.id == wanted] or [
            p for p in pairs if low in f"{p.mentor.name} {p.mentee.name} {p.mentor.name} and {p.mentee.name}".casefold()
        ]
        if len(found) == 1:
            return found[0]
        there = ", ".join(f"{p.mentor.name} and {p.mentee.name}" for p in found or pairs) or "none yet"
        raise CoachError(
            "Which pair?",
            f"{'Several pairs fit' if found else 'No pair is called'} “{notes.one_line(wanted)}”.",
            f"Your pairs: {there}.",
        )

    def keep_pair(self, pair: Pair) -> None:
        """Keep a new or changed pair; raises CoachError where the two can't be told apart by name."""
        if not pair.mentor.name.strip() or not pair.mentee.name.strip():
            raise CoachError("Two names", "I need a name for each of you.", "A first name is enough.")
        if pair.mentor.name.strip().casefold() == pair.mentee.name.strip().casefold():
            raise CoachError(
                "The same name twice",
                f"You're both called {pair.mentor.name.strip()}, so I couldn't tell who said what.",
                "Add a surname or an initial to one of you.",
            )
        self.store.put_pair(replace(pair, mentor=_tidy(pair.mentor), mentee=_tidy(pair.mentee)))

    def delete_pair(self, pair_id: str) -> None:
        self.store.delete_pair(pair_id)

    def close_pair(self, pair_id: str, day: str) -> None:
        self.store.put_pair(replace(self._pair(pair_id), closed=day))

    def _pair(self, pair_id: str) -> Pair:
        return next(p for p in self.pairs() if p.id == pair_id)

    # -- sessions -------------------------------------------------------------------------------------------------------

    def sessions(self, pair_id: str) -> tuple[Session, ...]:
        return self.store.sessions(pair_id)

    def session(self, session_id: str) -> Session:
        return self.store.session(session_id)

    def start_session(self, pair_id: str, template_id: str, minutes: int) -> Session:
        """A new session with the template's stages scaled to the minutes and the prompts kept last time."""
        template = self.guides.templates[template_id]
        minutes = max(minutes, len(template.stages))
        stages = template.for_minutes(minutes).stages
        earlier = self.sessions(pair_id)
        kept = tuple(c for c in earlier[-1].choices if c.state == "kept") if earlier else ()
        session = Session(
            id=notes.new_id(),
            pair=pair_id,
            template=template_id,
            day=notes.today(),
            minutes=minutes,
            stages=tuple(StageRun(id=s.id, title=s.title, minutes=s.minutes) for s in stages),
            carried=kept,
        )
        return self.store.put_session(session)

    def keep_session(self, session: Session) -> None:
        self.store.put_session(replace(session, notes=tuple(map(_cleaned, session.notes))))

    def draft(self, session: Session, note: Note) -> None:
        self.store.draft(session.id, note.id, _cleaned(note))

    def delete_session(self, session_id: str) -> None:
        self.store.delete_session(session_id)

    def open_actions(self, pair_id: str) -> tuple[Action, ...]:
        from coach.promises import open_actions

        return open_actions(self.sessions(pair_id))

    # -- reading and suggesting -----------------------------------------------------------------------------------------

    def prepare(self, pair_id: str, side: Side) -> preparing.Preparation:
        from coach.workspace import preparing

        return preparing.prepare(self._pair(pair_id), self.sessions(pair_id), self.guides, side)

    async def read_session(self, session: Session, progress: Progress = unheard) -> Session:
        """The session with its mirror computed anew and kept; ``progress`` counts characters of notes."""
        from coach.workspace import reading

        return await self._read(session, await reading.sessions_of(self.store, session.pair), progress)

    async def _read(self, session: Session, sessions: Sequence[Session], progress: Progress) -> Session:
        from coach.workspace import reading

        pair = self._pair(session.pair)
        found = await reading.with_mirror(self._engine(), self.store, session, pair, self.guides, sessions, progress)
        return found if self.read_only else self.store.put_session(found)

    async def advise(self, session: Session) -> Advice:
        """One focus and up to three prompts for a session that was read; what is shown is kept as offered.

        Works without the encoder, too: then prompts are ranked by everything but meaning.
        """
        from coach.workspace import reading

        advice = await reading.advice(self._engine(), self.store, session, self._pair(session.pair), self.guides)
        if not self.read_only:
            kept = self.store.session(session.id)
            known = {choice.prompt for choice in kept.choices}
            shown = tuple(
                Choice(prompt=s.prompt, focus=advice.focus, state="offered", for_side=advice.side)
                for s in advice.suggestions
                if s.prompt not in known
            )
            if shown:
                self.store.put_session(replace(kept, choices=(*kept.choices, *shown)))
        return advice

    def choose(self, session: Session, choice: Choice) -> Session:
        """Keep what became of a suggested prompt; a later choice for the same prompt replaces the earlier."""
        kept = self.store.session(session.id)
        others = tuple(c for c in kept.choices if c.prompt != choice.prompt)
        return self.store.put_session(replace(kept, choices=(*others, choice)))

    async def correct(self, session: Session, correction: Correction) -> Session:
        """A person's own reading of some words, applied now and in later notes; names become aliases."""
        if correction.alias and correction.speaker in ("mentor", "mentee"):
            pair = self._pair(session.pair)
            person = pair.person(correction.speaker)
            if correction.alias not in person.aliases:
                person = replace(person, aliases=(*person.aliases, correction.alias))
                self.store.put_pair(replace(pair, **{correction.speaker: person}))
        others = tuple(c for c in session.corrections if c.words != correction.words)
        return await self.read_session(replace(session, corrections=(*others, correction)))

    async def marks(self, text: str, author: Author, pair: Pair) -> Reading:
        """A reading of a note while it's being typed; a newer call takes the place of an older one."""
        return await self._engine().read(text, author, pair, (), topic="marks")

    def outdated(self, pair_id: str) -> tuple[Session, ...]:
        """Sessions whose mirrors an older reader made."""
        version = self._engine().version
        return tuple(s for s in self.sessions(pair_id) if s.mirror is not None and version not in s.mirror.version)

    async def read_again(self, pair_id: str, progress: Progress = unheard) -> str:
        """Read sessions again that an older reader read; answers in a sentence what moved (empty: there were none).

        Can be stopped at any time: each session is kept as soon as it's read.
        """
        old, sessions = self.outdated(pair_id), self.sessions(pair_id)
        moved = 0
        for number, session in enumerate(old, 1):
            before = session.mirror.balance.share if session.mirror else None
            after = (await self._read(self.store.session(session.id), sessions, unheard)).mirror
            share = after.balance.share if after else None
            moved += (before is None) != (share is None) or abs((before or 0) - (share or 0)) >= 0.05
            progress(number, len(old))
        if not old:
            return ""
        talks = "One talk was" if len(old) == 1 else f"{len(old)} talks were"
        return f"{talks} read again by a newer reader; the balance moved by five points or more in {moved or 'none'}."

    def _engine(self) -> ReaderPort:
        if self.engine is None:
            from coach.engine import LocalEngine

            self.engine = LocalEngine()
        return self.engine

    # -- review, export, import -----------------------------------------------------------------------------------------

    def review(self, pair_id: str, since: str | None, until: str | None) -> Review:
        from coach.review import review

        version = self.engine.version if self.engine is not None else ""
        return review(self._pair(pair_id), self.sessions(pair_id), self.guides, since, until, version)

    def answer(self, pair_id: str, question_id: str, text: str) -> None:
        """Keep an answer of the guided review with the newest session of the pair."""
        sessions = self.sessions(pair_id)
        if sessions:
            newest = sessions[-1]
            self.store.put_session(replace(newest, answers={**newest.answers, question_id: text}))

    def settle_review(self, pair_id: str) -> str:
        """Put what the guided review decided into the pair: agreements, phase, an ending; answers it in a sentence."""
        from coach.review import agreements_from, decision, phase

        pair, sessions = self._pair(pair_id), self.sessions(pair_id)
        session = next((s for s in reversed(sessions) if s.answers), None)
        if session is None:
            return ""
        made = decision(session.answers)
        agreements = agreements_from(session.answers, pair.agreements, session.day)
        closed = notes.today() if made.kind == "close well" else pair.closed
        self.store.put_pair(
            replace(pair, agreements=agreements, phase=phase(session.answers) or pair.phase, closed=closed)
        )
        return made.sentence

    def export(
        self,
        review: Review,
        kind: ExportKind,
        options: Options | Consented,
        file: Path | None = None,
        progress: Progress = unheard,
    ) -> Path:
        """Write the review as a page, Markdown or JSON; only what both agreed to. Answers where the file lies."""
        from coach.report import Options
        from coach.workspace import sharing

        chosen = options if isinstance(options, Options) else sharing.options_of(options)
        progress(0, 3)
        where = file or self._export_file(review.pair, kind)
        return sharing.export(review, self.sessions(review.pair.id), kind, chosen, where, progress)

    def _export_file(self, pair: Pair, kind: ExportKind) -> Path:
        ending = {"html": "html", "markdown": "md", "json": "json", "turns": "jsonl"}[kind]
        name = (
            f"review-{notes.safe_file_name(pair.mentor.name)}-{notes.safe_file_name(pair.mentee.name)}-{notes.today()}"
        )
        return Path.home() / f"{name}.{ending}"

    def read_transcript(self, pair_id: str, path: Path, progress: Progress = unheard) -> transcripts.Imported:
        from coach.workspace import transcripts

        return transcripts.read(path, self._pair(pair_id), progress)

    def keep_transcript(
        self,
        pair_id: str,
        imported: transcripts.Imported,
        mapping: Mapping[str, Side | Literal["third-party"]],
        day: str,
    ) -> Session:
        from coach.workspace import transcripts

        session = transcripts.session_of(imported, self._pair(pair_id), mapping, day)
        return self.store.put_session(session)

    # -- library --------------------------------------------------------------------------------------------------------

    def search(self, query: str, limit: int) -> Awaitable[Sequence[reading.Found]]:
        from coach.workspace import reading

        return reading.search(self._engine(), self.store, self.guides, query, limit)

    def guide_text(self, kind: Literal["template", "focus"], guide_id: str) -> str:
        return self._own.text(kind, guide_id)

    def copy_guide(self, kind: Literal["template", "focus"], guide_id: str, new_id: str | None = None) -> str:
        return self._own.copy(kind, guide_id, new_id)

    def is_own_guide(self, kind: Literal["template", "focus"], guide_id: str) -> bool:
        return self._own.is_own(kind, guide_id)

    def keep_guide(self, kind: Literal["template", "focus"], guide_id: str, text: str) -> Sequence[str]:
        return self._own.keep(kind, guide_id, text)

    # -- passphrase, codes, copies --------------------------------------------------------------------------------------

    def lock(self) -> None:
        self.store.lock()

    def unlock(self, passphrase: str) -> None:
        self.store.unlock(passphrase)

    def check_passphrase(self, passphrase: str) -> bool:
        """Whether this is the passphrase; opens a store that was locked by the idle lock."""
        from coach.store import WrongPassphrase

        try:
            self.store.unlock(passphrase)
        except WrongPassphrase:
            return False
        return True

    def set_passphrase(self, new: str | None, old: str | None) -> None:
        self.store.set_passphrase(new, old)

    def has_code(self, pair_id: str, side: Side) -> bool:
        return self.store.has_code(side, pair_id)

    def check_code(self, pair_id: str, side: Side, code: str) -> bool:
        return self.store.check_code(side, code, pair_id)

    def set_code(self, pair_id: str, side: Side, code: str | None, old: str | None = None) -> None:
        self.store.set_code(side, code, old, pair_id)

    def backup(self, path: Path, progress: Progress = unheard) -> Path:
        return self.store.backup(path, progress)

    def doctor(self) -> Sequence[str]:
        from coach.workspace.doctor import examine

        return examine(self)
