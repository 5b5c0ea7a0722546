"""What the app needs from the rest of the house, as types: the workspace and the things it hands out."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from coach.progress import Progress, unheard
from coach.records import Action, Advice, Author, Choice, Correction, Note, Pair, Reading, Session, Side, Suggestion

if TYPE_CHECKING:
    from coach.guides import Guides
    from coach.review import Review

EngineState = Literal["off", "starting", "ready", "restarting"]
"""Whether the reader's own process is there; ``off`` where this workspace has none."""
GuideKind = Literal["template", "focus"]
"""What can be copied to one's own: a plan for a talk, or a focus with its prompts."""
ExportKind = Literal["html", "markdown", "json"]


class Preparation(Protocol):
    """What one person reads in three minutes before a session."""

    @property
    def last(self) -> Session | None: ...
    @property
    def glance(self) -> str:
        """Last time in one or two sentences; says that there was none, where there was none."""

    @property
    def own_promises(self) -> Sequence[Action]: ...
    @property
    def other_promises(self) -> Sequence[Action]: ...
    @property
    def balance(self) -> str:
        """The balance so far, in a sentence."""

    @property
    def try_one(self) -> Suggestion | None:
        """The one thing to try: the prompt kept last time, or a gentle one."""

    @property
    def try_title(self) -> str:
        """Its focus as a short imperative sentence."""

    @property
    def openings(self) -> Sequence[Suggestion]: ...
    @property
    def room(self) -> Sequence[str]:
        """The checklist for the room, a short line each."""

    @property
    def template(self) -> str:
        """Id of the template for today."""

    @property
    def template_why(self) -> str: ...


class ExportOptions(Protocol):
    """Built by the app's export dialog (coach.app.screens.export.Consent)."""

    @property
    def items(self) -> frozenset[str]: ...
    @property
    def names(self) -> bool: ...


class Imported(Protocol):
    """A transcript that was read but not kept yet."""

    @property
    def name(self) -> str: ...
    @property
    def speakers(self) -> Sequence[tuple[str, int]]:
        """Name as it stands in the file, and how many turns it has."""

    @property
    def mapping(self) -> Mapping[str, Side | Literal["third-party"] | None]:
        """Who is who, as far as names tell; None: ask."""

    @property
    def day(self) -> str: ...


class Found(Protocol):
    """A hit of the search by meaning."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...


class Workspace(Protocol):
    """The one door. Plain methods answer within a few milliseconds; those marked *slow* are called from a thread."""

    @property
    def guides(self) -> Guides: ...
    @property
    def read_only(self) -> bool: ...
    @property
    def notices(self) -> Sequence[str]: ...
    @property
    def engine_state(self) -> EngineState: ...
    @property
    def has_passphrase(self) -> bool: ...

    def setting(self, key: str, default: Any) -> Any: ...
    def keep_setting(self, key: str, value: Any) -> None: ...

    def pairs(self) -> tuple[Pair, ...]: ...
    def keep_pair(self, pair: Pair) -> None: ...
    def delete_pair(self, pair_id: str) -> None: ...
    def close_pair(self, pair_id: str, day: str) -> None: ...

    def sessions(self, pair_id: str) -> tuple[Session, ...]: ...
    def start_session(self, pair_id: str, template_id: str, minutes: int) -> Session: ...
    def keep_session(self, session: Session) -> None: ...
    def draft(self, session: Session, note: Note) -> None: ...
    def delete_session(self, session_id: str) -> None: ...

    def prepare(self, pair_id: str, side: Side) -> Preparation: ...
    def read_session(self, session: Session, progress: Progress = unheard) -> Awaitable[Session]: ...
    def advise(self, session: Session) -> Awaitable[Advice]: ...
    def choose(self, session: Session, choice: Choice) -> Session: ...
    def correct(self, session: Session, correction: Correction) -> Awaitable[Session]: ...
    def marks(self, text: str, author: Author, pair: Pair) -> Awaitable[Reading]: ...
    def read_again(self, pair_id: str, progress: Progress = unheard) -> Awaitable[str]:
        """Read talks again that an older reader read; a sentence on what moved, or an empty one."""

    def review(self, pair_id: str, since: str | None, until: str | None) -> Review:
        """*Slow.*"""

    def answer(self, pair_id: str, question_id: str, text: str) -> None:
        """Keep an answer of the guided review; the id carries ``@mentor`` or ``@mentee`` where each answers apart."""

    def settle_review(self, pair_id: str) -> str:
        """Put what was answered about agreements, phase and going on into the pair; a sentence of what changed."""

    def export(
        self,
        review: Review,
        kind: ExportKind,
        options: ExportOptions,
        file: Path | None = None,
        progress: Progress = unheard,
    ) -> Path:
        """*Slow.* Writes the file and says where it is."""

    def read_transcript(self, pair_id: str, path: Path, progress: Progress = unheard) -> Imported:
        """*Slow.* Raises CoachError where the file can't be used."""

    def keep_transcript(
        self, pair_id: str, imported: Any, mapping: Mapping[str, Side | Literal["third-party"]], day: str
    ) -> Session:
        """*Slow.*"""

    def search(self, query: str, limit: int) -> Awaitable[Sequence[Found]]: ...
    def guide_text(self, kind: GuideKind, guide_id: str) -> str: ...
    def copy_guide(self, kind: GuideKind, guide_id: str) -> str:
        """Copy to the person's own folder; answers the new id."""

    def is_own_guide(self, kind: GuideKind, guide_id: str) -> bool: ...
    def keep_guide(self, kind: GuideKind, guide_id: str, text: str) -> Sequence[str]:
        """Check and keep an own guide; answers what has to be mended (nothing was kept then)."""

    def check_passphrase(self, passphrase: str) -> bool:
        """*Slow.*"""

    def set_passphrase(self, new: str | None, old: str | None) -> None:
        """*Slow.*"""

    def has_code(self, pair_id: str, side: Side) -> bool: ...
    def check_code(self, pair_id: str, side: Side, code: str) -> bool: ...
    def set_code(self, pair_id: str, side: Side, code: str | None) -> None: ...

    def backup(self, path: Path, progress: Progress = unheard) -> Path:
        """*Slow.*"""

    def doctor(self) -> Sequence[str]:
        """*Slow.*"""

    def close(self) -> None: ...
