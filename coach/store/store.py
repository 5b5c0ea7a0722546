"""Pairs, sessions, drafts and settings to a private folder and back: the one door to everything that is stored."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

import msgspec

from coach.errors import CoachError
from coach.progress import Progress, unheard
from coach.records import Note, Pair, Session, Side
from coach.store import backup, codes, passphrase, plain
from coach.store.contents import Contents
from coach.store.opening import Claim, claim, look, refuse
from coach.store.refusals import Closed, NotThere, PassphraseNeeded, ReadOnly
from coach.store.shelves import Glance
from coach.store.vault import Vault
from coach.store.writable import writable

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_P = ParamSpec("_P")
_R = TypeVar("_R")


def _unlocked(method: Callable[Concatenate[Store, Contents, _P], _R]) -> Callable[Concatenate[Store, _P], _R]:
    """Gives the method the contents: to one caller at a time, and only while the store is open and unlocked."""

    @functools.wraps(method)
    def guarded(self: Store, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        with self._guard:
            if self._contents is None:
                raise Closed if self._closed else PassphraseNeeded
            return method(self, self._contents, *args, **kwargs)

    return guarded


class Store(codes.PrivateCodes):
    """Open with ``Store.open``; every method that changes something has synced it to the disk when it returns."""

    def __init__(self, vault: Vault, claimed: Claim | None) -> None:
        self._vault = vault
        self._claim = claimed
        self._guard = threading.RLock()
        self._contents: Contents | None = None
        """None before the passphrase was given, after ``lock`` and after ``close``."""
        self._closed = False

    @classmethod
    def open(cls, folder: Path | str, passphrase: str | None = None) -> Self:
        """Opens the store, or begins one; heals what is damaged (see ``notices``) and folds in what was typed.

        Where another program has it open, or the folder can't be written, it is ``read_only``. Raises Newer, Foreign,
        PassphraseNeeded, WrongPassphrase, Tampered, Damaged, KeyMissing, Linked or NotAllowed, and nothing is touched.
        """
        folder = Path(folder).expanduser().absolute()
        backup.finish(folder)
        folder = folder.resolve()
        refuse(folder, look(folder))
        vault = Vault(folder)
        claimed = claim(vault)
        store = cls(vault, claimed)
        try:
            store.unlock(passphrase)
        except BaseException:
            store.close()
            raise
        return store

    @property
    def read_only(self) -> bool:
        return self._vault.read_only

    @property
    def notices(self) -> tuple[str, ...]:
        """What was healed, and why the store is for reading only, in sentences for people."""
        return tuple(self._vault.notices)

    @property
    def encrypted(self) -> bool:
        return self._vault.envelope is not None

    @property
    def locked(self) -> bool:
        return self._contents is None

    def unlock(self, passphrase: str | None) -> None:
        """Opens a store that was locked; of an open one only says, by WrongPassphrase, if the words are right."""
        with self._guard:
            envelope = self._vault.read_envelope()
            if envelope and passphrase is None:
                raise PassphraseNeeded
            if envelope and passphrase is not None:
                self._vault.unlock(envelope, passphrase)
            if self._contents:
                return
            contents = Contents(self._vault)
            contents.begin(passphrase)
            self._contents = contents

    def lock(self) -> None:
        """Forgets the key and everything read so far, if there is a passphrase; ``unlock`` goes on."""
        with self._guard:
            if self._contents and self.encrypted:
                self._contents.settle()
                self._contents = self._vault.key = None

    def close(self) -> None:
        """Gives the folder free for other programs."""
        with self._guard:
            if self._contents:
                self._contents.settle()
            self._contents = self._vault.key = None
            self._closed = True
            if self._claim:
                self._claim.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.close()

    # -- pairs and sessions -------------------------------------------------------------------------------------------

    @_unlocked
    def pairs(self, contents: Contents) -> tuple[Pair, ...]:
        return contents.pairs()

    @_unlocked
    def put_pair(self, contents: Contents, pair: Pair) -> None:
        if not _ID.fullmatch(pair.id):
            raise CoachError("Not an id", "The id of a pair is made of letters, digits, - and _.", "Use a new id.")
        contents.index.put("pairs", {"id": pair.id, "body": msgspec.Raw(msgspec.json.encode(writable(pair)))})

    @_unlocked
    def delete_pair(self, contents: Contents, id: str) -> None:
        """Deletes the pair, its sessions, drafts, codes, copies and whatever was computed from them."""
        contents.delete_pair(id, [codes.setting_of("mentor", id), codes.setting_of("mentee", id)])

    @_unlocked
    def sessions(self, contents: Contents, pair_id: str) -> tuple[Session, ...]:
        """Every session of the pair by day, oldest first, each with what was typed last."""
        return contents.of(pair_id).all()

    @_unlocked
    def glances(self, contents: Contents, pair_id: str) -> tuple[Glance, ...]:
        """The same without notes and acts, for lists and trends."""
        return contents.of(pair_id).glances()

    @_unlocked
    def session(self, contents: Contents, id: str) -> Session:
        session = contents.with_session(id).session(id)
        if session is None:
            raise NotThere("session")
        return session

    @_unlocked
    def put_session(self, contents: Contents, session: Session) -> Session:
        """Keeps the session with its drafts folded in; returns it as kept."""
        return contents.of(session.pair).put(session)

    @_unlocked
    def put_sessions(self, contents: Contents, sessions: Iterable[Session]) -> None:
        """Keeps many at once (imports, readings done anew): one write for each pair and year."""
        by_pair: dict[str, list[Session]] = {}
        for session in sessions:
            by_pair.setdefault(session.pair, []).append(session)
        for pair_id, those in by_pair.items():
            contents.of(pair_id).put_many(those)

    @_unlocked
    def delete_session(self, contents: Contents, id: str) -> None:
        """Deletes the session from every file, with its drafts, copies and whatever was computed from any notes."""
        contents.delete_session(id)

    @_unlocked
    def draft(self, contents: Contents, session_id: str, note_id: str, note: Note) -> None:
        """Adds what is being typed to the journal; ``note_id`` is the id under which it is folded in."""
        row = contents.with_session(session_id).row(session_id)
        note = note if note.id == note_id else msgspec.structs.replace(note, id=note_id)
        contents.journal.add(session_id, note, row["seq"] if row else 0)

    # -- settings and cache ------------------------------------------------------------------------------------------

    @_unlocked
    def get_setting(self, contents: Contents, key: str, default: Any = None) -> Any:
        return contents.setting(key, default)

    @_unlocked
    def put_setting(self, contents: Contents, key: str, value: Any) -> None:
        """Keeps a small value of JSON's kinds; None takes the setting away."""
        contents.put_setting(key, value)

    @_unlocked
    def cache_get(self, contents: Contents, key: str) -> bytes | None:
        return contents.cache.get(key)

    @_unlocked
    def cache_put(self, contents: Contents, key: str, value: bytes) -> None:
        contents.cache.put(key, value)

    # -- the whole ----------------------------------------------------------------------------------------------------

    @_unlocked
    def set_passphrase(self, contents: Contents, new: str | None, old: str | None = None) -> None:
        """Sets, changes or (with None) takes away the passphrase; a forgotten one can't be recovered."""
        passphrase.change(self._vault, contents.journal, contents.cache, new, old)

    @_unlocked
    def backup(self, contents: Contents, path: Path | str, progress: Progress = unheard) -> Path:
        """Writes everything to one file, verified, sealed as the store is; returns where it lies."""
        return backup.write(self._vault, contents.journal, Path(path).expanduser().absolute(), progress)

    @classmethod
    def restore(cls, source: Path | str, folder: Path | str, passphrase: str | None = None) -> Path | None:
        """Puts a backup's store at ``folder``; returns where what was there is kept now (None: nothing was there)."""
        folder = Path(folder).expanduser().absolute()
        there = Vault(folder)
        claimed = claim(there) if folder.is_dir() and any(folder.iterdir()) else None
        if there.read_only:
            raise ReadOnly
        try:
            return backup.restore(Path(source).expanduser().absolute(), folder, passphrase)
        finally:
            if claimed:
                claimed.release()

    @_unlocked
    def export_plain(self, contents: Contents, folder: Path | str, hide: Iterable[Side] = ()) -> Path:
        """Writes JSON and text for each pair into a new folder; private notes of the sides in ``hide`` stay out."""
        content = ((pair, contents.of(pair.id).all()) for pair in contents.pairs())
        return plain.export(content, Path(folder).expanduser().absolute(), frozenset(hide))
