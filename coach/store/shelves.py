"""The sessions of one pair: the few worked on last on a small desk, all others on a shelf for each year."""

from __future__ import annotations

import contextlib

import msgspec

from coach.records import Balance, Record, Session
from coach.store.journal import Draft, Journal
from coach.store.refusals import UNREADABLE, NotThere
from coach.store.tables import Drawer, Row
from coach.store.vault import Vault
from coach.store.writable import writable_session

DESK = 3
"""Sessions on the desk: what a save writes does not grow with the history."""
TABLE = "sessions"


class MirrorGlance(Record, frozen=True):
    """What lists and trends need of a mirror, without its acts."""

    balance: Balance | None = None
    sentence: str = ""
    version: str = ""


class Glance(Record, frozen=True):
    """A session without its notes and acts: read several times faster than the whole."""

    id: str
    pair: str
    template: str
    day: str
    minutes: int = 45
    state: str = "running"
    mirror: MirrorGlance | None = None


_sessions = msgspec.json.Decoder(Session)
_glances = msgspec.json.Decoder(Glance)


class Shelves:
    def __init__(self, vault: Vault, journal: Journal, pair_id: str) -> None:
        self.vault = vault
        self.journal = journal
        self.pair_id = pair_id
        self.desk = Drawer(vault, "sessions", f"pairs/{pair_id}/desk", twin=False)
        self._years: dict[str, Drawer] = {}

    # -- reading ------------------------------------------------------------------------------------------------------

    def all(self) -> tuple[Session, ...]:
        """Every session, oldest day first, with what is typed and not yet folded in."""
        rows, typed = self.rows(), frozenset(self.journal.sessions())
        return tuple(s for row in rows if (s := self._whole(row, row["id"] in typed)) is not None)

    def glances(self) -> tuple[Glance, ...]:
        glances = []
        for row in self.rows():
            with contextlib.suppress(*UNREADABLE):
                glances.append(_glances.decode(row["body"]))
        return tuple(glances)

    def session(self, id: str) -> Session | None:
        row = self.row(id)
        return None if row is None else self._whole(row)

    def on_desk(self, id: str) -> bool:
        return self.desk.row(TABLE, id) is not None

    def row(self, id: str) -> Row | None:
        """The newest version of a session."""
        return self.desk.row(TABLE, id) or self._shelved().get(id)

    # -- writing ------------------------------------------------------------------------------------------------------

    def put(self, session: Session) -> Session:
        """Keeps the session with its drafts folded in, and returns it as kept."""
        old = self.desk.row(TABLE, session.id) or self._shelved().get(session.id)
        drafts = self.journal.pending(session.id, old["seq"] if old else 0)
        if drafts:
            base = _decoded(old) if old else None
            session = fold(session, base, drafts)
        session, row = self._row(session, old, drafts)
        with self.desk.held.one_write():
            self._make_room(session.id)
            self.desk.put(TABLE, row)
        self.journal.folded(session.id)
        return session

    def put_many(self, sessions: list[Session]) -> None:
        """Keeps many sessions with one write for each year; for imports and for readings done anew."""
        years: dict[str, list[Session]] = {}
        for session in sessions:
            if self.desk.row(TABLE, session.id):
                self.put(session)
            else:
                years.setdefault(_year_of(session.day), []).append(session)
        known = self._shelved()
        moved: dict[str, set[str]] = {}
        for year, those in years.items():
            with self._year(year).held.one_write():
                for session in those:
                    old = known.get(session.id)
                    drafts = self.journal.pending(session.id, old["seq"] if old else 0)
                    base = _decoded(old) if old and drafts else None
                    _, row = self._row(fold(session, base, drafts), old, drafts)
                    self._year(year).put(TABLE, {**row, "shelf": ""})
                    if old and old["shelf"] != year:
                        moved.setdefault(old["shelf"], set()).add(session.id)
        for year, ids in moved.items():
            with self._year(year).held.one_write():
                for id in ids:
                    self._year(year).drop(TABLE, id)
        for session in sessions:
            self.journal.folded(session.id)

    def fold_in(self, id: str) -> bool:
        """Saves a session with its drafts; False where there is no such session here."""
        row = self.row(id)
        if row is None:
            return False
        if self.journal.pending(id, row.get("seq", 0)):
            session = _decoded(row)
            if session is not None:
                self.put(session)
        else:
            self.journal.folded(id)
        return True

    def delete(self, id: str) -> None:
        """Takes the session out of every file of the pair, and every version before out of the folder."""
        if self.row(id) is None:
            raise NotThere("session")
        for drawer in [*(self._year(year) for year in self._known_years()), self.desk]:
            with drawer.held.one_write(purge=True):
                drawer.drop(TABLE, id)

    def settle(self) -> None:
        self.desk.held.settle()

    # -- inside -------------------------------------------------------------------------------------------------------

    def _known_years(self) -> set[str]:
        return {name for name in self.vault.in_pair(self.pair_id) if name != "desk"} | set(self._years)

    def _year(self, year: str) -> Drawer:
        if year not in self._years:
            self._years[year] = Drawer(self.vault, "sessions", f"pairs/{self.pair_id}/{year}")
        return self._years[year]

    def rows(self) -> list[Row]:
        """Each session's newest row.

        The desk is read first: a session that another program is moving to a shelf is then seen twice and never missed.
        """
        on_desk = self.desk.rows(TABLE)
        newest = {**self._shelved(), **{row["id"]: row for row in on_desk}}
        return sorted(newest.values(), key=lambda row: (row["day"], row["made"]))

    def _shelved(self) -> dict[str, Row]:
        """Each session's newest version on any shelf, with the year of that shelf."""
        newest: dict[str, Row] = {}
        for year in sorted(self._known_years()):
            for row in self._year(year).rows(TABLE):
                known = newest.get(row["id"])
                if known is None or row["kept"] > known["kept"]:
                    newest[row["id"]] = {**row, "shelf": year}
        return newest

    def _whole(self, row: Row, typed: bool = True) -> Session | None:
        """The record of a row, with its drafts; None (and a notice) for one that this version can't read.

        ``typed``: whether there may be drafts of it.
        """
        session = _decoded(row)
        if session is None:
            notice = f"One session of {row['day']} can't be read by this version; it is kept as it is."
            if notice not in self.vault.notices:
                self.vault.notices.append(notice)
            return None
        drafts = self.journal.pending(row["id"], row["seq"]) if typed else []
        return fold(session, session, drafts) if drafts else session

    def _row(self, session: Session, old: Row | None, drafts: list[Draft]) -> tuple[Session, Row]:
        session, body = writable_session(session)
        rows = self.desk.rows(TABLE)
        newest = max((row["kept"] for row in rows), default=0)
        latest = max((row["made"] for row in rows), default=0)
        row: Row = {
            "id": session.id,
            "day": session.day,
            "seq": drafts[-1].seq if drafts else old["seq"] if old else 0,
            "made": old["made"] if old else max(latest, newest) + 1,
            "kept": max(newest, old["kept"] if old else 0) + 1,
            "shelf": old["shelf"] if old else "",
            "body": body,
        }
        return session, row

    def _make_room(self, id: str) -> None:
        """Puts what was worked on longest ago on its shelf, first there and then off the desk."""
        others = sorted((row for row in self.desk.rows(TABLE) if row["id"] != id), key=lambda row: row["kept"])
        for row in others[: max(0, len(others) - DESK + 1)]:
            year = _year_of(row["day"])
            self._year(year).put(TABLE, {**row, "shelf": ""})
            if row["shelf"] not in ("", year):
                self._year(row["shelf"]).drop(TABLE, row["id"])
            self.desk.drop(TABLE, row["id"])


def fold(session: Session, base: Session | None, drafts: list[Draft]) -> Session:
    """The session with what was typed: a draft counts where the caller left the note as it was saved before.

    A note that the caller changed stays as the caller has it, and one that the caller took out stays out.
    """
    saved = {note.id: note for note in base.notes} if base else {}
    notes = {note.id: note for note in session.notes}
    for id, note in {draft.note.id: draft.note for draft in drafts}.items():
        untouched = notes.get(id) == saved.get(id)
        if untouched:
            notes[id] = note
    return msgspec.structs.replace(session, notes=tuple(notes.values()))


def _decoded(row: Row) -> Session | None:
    try:
        return _sessions.decode(row["body"])
    except UNREADABLE:
        return None


def _year_of(day: str) -> str:
    return day[:4] if len(day) >= 4 and day[:4].isascii() and day[:4].isdigit() else "undated"
