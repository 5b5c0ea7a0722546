"""What is being typed to lines that are on the disk at once, and back after a crash: only ever appended to."""

from __future__ import annotations

import base64
import hashlib
import os

import msgspec

from coach.records import Note, Record
from coach.store import disk
from coach.store.refusals import UNREADABLE, ReadOnly, Tampered, in_plain_words
from coach.store.sealing import NONCE
from coach.store.vault import DAMAGED, ENDING, Vault
from coach.store.writable import writable

_BESIDE = b"coach-journal 2"


class Draft(Record, frozen=True):
    session: str
    seq: int
    """Counts the drafts of one session; a saved session says up to which it holds them."""
    note: Note


class Journal:
    """The drafts that no saved session holds yet, by session."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self.path = vault.folder / f"journal{ENDING}"
        self._drafts: dict[str, list[Draft]] = {}
        self._size = 0
        self._signature: object = object()

    def pending(self, session_id: str, after: int) -> list[Draft]:
        """Drafts of a session beyond number ``after``, oldest first."""
        self._look()
        return [draft for draft in self._drafts.get(session_id, ()) if draft.seq > after]

    def sessions(self) -> list[str]:
        self._look()
        return list(self._drafts)

    def add(self, session_id: str, note: Note, after: int) -> None:
        """One line more, synced. ``after`` is the number up to which the saved session holds drafts."""
        if self.vault.read_only:
            raise ReadOnly
        self._look()
        known = self._drafts.setdefault(session_id, [])
        draft = Draft(session=session_id, seq=max([after, *(d.seq for d in known[-1:])]) + 1, note=writable(note))
        line = self._line(draft)
        with in_plain_words(self.path):
            disk.append(self.path, line, self._size)
        self._size += len(line)
        self._signature = disk.signature(self.path)
        known.append(draft)

    def folded(self, session_id: str) -> None:
        """This session is saved with all its drafts; the file is emptied once no other session needs it."""
        self._look()
        if self._drafts.pop(session_id, None) is not None and not self._drafts and not self.vault.read_only:
            with in_plain_words(self.path):
                disk.empty(self.path)
            self._size = 0
            self._signature = disk.signature(self.path)

    def all(self) -> list[Draft]:
        self._look()
        return [draft for drafts in self._drafts.values() for draft in drafts]

    def fill(self, drafts: list[Draft]) -> None:
        """Writes a journal that holds these drafts."""
        self._look()
        self._drafts = {}
        for draft in drafts:
            self._drafts.setdefault(draft.session, []).append(draft)
        self.write_anew()

    def set_aside(self, session_ids: set[str]) -> None:
        """Takes drafts of sessions that are nowhere out of the journal, keeping the file as it is among the damaged."""
        self._look()
        with in_plain_words(self.path):
            disk.set_aside(self.path, self.vault.folder / DAMAGED)
        self.forget(session_ids)

    def forget(self, session_ids: set[str]) -> None:
        """Writes the journal anew without these sessions and without anything from before."""
        self._look()
        self._drafts = {id: drafts for id, drafts in self._drafts.items() if id not in session_ids}
        self.write_anew()

    def reseal(self) -> None:
        """Writes every line anew as the store is sealed now."""
        self._look()
        self.write_anew()

    def write_anew(self) -> None:
        """The same drafts in a new file, sealed as the store is now; the file before is gone."""
        if self.vault.read_only:
            raise ReadOnly
        data = b"".join(self._line(draft) for drafts in self._drafts.values() for draft in drafts)
        with in_plain_words(self.path):
            if data:
                disk.replace(self.path, data, keep=False)
            else:
                disk.remove(self.path)
        self._size = len(data)
        self._signature = disk.signature(self.path)

    def _look(self) -> None:
        """Reads the file if somebody else has changed it (or nobody has read it yet)."""
        signature = disk.signature(self.path)
        if signature == self._signature:
            return
        self._drafts, self._size, self._signature = {}, 0, signature
        if signature is None:
            return
        with in_plain_words(self.path):
            data = disk.read(self.path)
        bad, after_bad = False, False
        for line in data.splitlines(keepends=True):
            draft = self._draft(line)
            after_bad = after_bad or (bad and draft is not None)
            bad = bad or draft is None
            if draft:
                self._drafts.setdefault(draft.session, []).append(draft)
            if not bad or draft:
                self._size += len(line)
        if after_bad:
            self._keep_what_is_damaged()

    def _keep_what_is_damaged(self) -> None:
        self.vault.notices.append("A few lines of what was being typed had been damaged on the disk; the rest is here.")
        if not self.vault.read_only:
            with in_plain_words(self.path):
                disk.set_aside(self.path, self.vault.folder / DAMAGED)
            self.write_anew()

    def _line(self, draft: Draft) -> bytes:
        """Half a SHA-256, a space, the draft's JSON (sealed and in base64 where there is a key), a line end."""
        text = msgspec.json.encode(draft)
        key = self.vault.writing_key
        if key:
            nonce = os.urandom(NONCE)
            text = base64.b64encode(nonce + key.seal(text, nonce, _BESIDE))
        return hashlib.sha256(text).hexdigest()[:32].encode() + b" " + text + b"\n"

    def _draft(self, line: bytes) -> Draft | None:
        """The draft, or None for a line cut short or damaged; raises Tampered for one that was made elsewhere."""
        if not line.endswith(b"\n") or line[32:33] != b" ":
            return None
        text = line[33:-1]
        if hashlib.sha256(text).hexdigest()[:32].encode() != line[:32]:
            return None
        key = self.vault.key
        if key and not text.startswith(b"{"):
            sealed = base64.b64decode(text)
            text = key.open(sealed[NONCE:], sealed[:NONCE], _BESIDE, self.path.name)
        elif key and not self.vault.clear_too:
            raise Tampered(self.path.name)
        try:
            return msgspec.json.decode(text, type=Draft)
        except UNREADABLE:
            return None
