"""Whatever is put comes back, in any order of doing things, in clear text and sealed."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from store_samples import a_pair

from coach.records import Act, Action, Note, Pair, Person, Session, Side
from coach.store import Store, sealing
from coach.store.container import Broken, pack, unpack
from coach.store.writable import writable_session

ANY = st.text(max_size=60)
WHOLE = st.text(st.characters(codec="utf-8"), max_size=60)
NOTES = st.builds(Note, id=st.sampled_from(["n1", "n2", "n3"]), text=WHOLE, author=st.sampled_from(["mentor", "both"]))
SESSIONS = st.builds(
    Session,
    id=st.sampled_from([f"s{number}" for number in range(9)]),
    pair=st.just("pair"),
    template=WHOLE,
    day=st.dates().map(str),
    notes=st.lists(NOTES, max_size=3, unique_by=lambda note: note.id).map(tuple),
    actions=st.lists(st.builds(Action, id=WHOLE, text=WHOLE, owner=st.just("both")), max_size=2).map(tuple),
    answers=st.dictionaries(WHOLE, WHOLE, max_size=2),
)
HALF_NOTES = st.builds(Note, id=ANY, text=ANY, author=st.just("both")).map(lambda note: (note,))
HALF_SESSIONS = st.builds(Session, id=ANY, pair=ANY, template=ANY, day=ANY, notes=HALF_NOTES)
ACTS = st.builds(
    Act,
    start=st.integers(),
    end=st.integers(),
    speaker=st.just("mentor"),
    act=st.just("ask"),
    confidence=st.floats(),
    text=ANY,
)
PEOPLE = st.builds(Person, name=ANY, aliases=st.lists(ANY, max_size=2).map(tuple))
AIMS = st.dictionaries(ANY, st.floats(0, 1), max_size=2)
PAIRS = st.builds(Pair, id=st.just("pair"), mentor=PEOPLE, mentee=PEOPLE, aims=AIMS)
KEY = sealing.new_key()


@given(body=st.binary(max_size=9000), sealed=st.booleans())
def test_any_bytes_come_back_from_a_file_but_for_spaces_at_the_end(body: bytes, sealed: bool) -> None:
    key = KEY if sealed else None
    data = pack("sessions", "pairs/x/desk", body, key)
    assert len(data) % 4096 == 0
    assert unpack(data, "sessions", "pairs/x/desk", key).body.rstrip(b" ") == body.rstrip(b" ")


@given(
    data=st.binary(max_size=400), begin=st.sampled_from([b"", b"coach-store 2 ", pack("index", "index", b"{}", None)])
)
def test_any_other_bytes_are_broken_and_nothing_else(data: bytes, begin: bytes) -> None:
    try:
        unpack(begin + data, "index", "index", None)
    except Broken:
        return
    assert not data


@given(HALF_SESSIONS)
def test_any_session_can_be_written_and_reads_back_as_it_was_kept(session: Session) -> None:
    kept, body = writable_session(session)
    assert msgspec.json.decode(body, type=Session) == kept


@given(acts=st.lists(ACTS, max_size=3))
@settings(max_examples=50)
def test_no_number_in_a_mirror_costs_the_notes(acts: list[Act]) -> None:
    from coach.records import Balance, Mirror, Proportion, Stance

    share = Proportion(count=0, total=0, share=None)
    sides: tuple[Side, ...] = ("mentor", "mentee")
    both = [Stance(side=side, telling=share, listening=share, sharing=share, open_questions=share) for side in sides]
    mirror = Mirror(balance=Balance(share=None), mentor=both[0], mentee=both[1], acts=tuple(acts))
    note = Note(id="n", text="words", author="both")
    session = Session(id="s", pair="p", template="t", day="2026-01-01", notes=(note,), mirror=mirror)
    _, body = writable_session(session)
    assert msgspec.json.decode(body, type=Session).notes == (note,)


class AnyOrder(RuleBasedStateMachine):
    """The store against a plain dict, with drafts, deletions, closing, killing and the passphrase in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
        self.words: str | None = None
        self.model: dict[str, Session] = {}

    @initialize()
    def begin(self) -> None:
        self.cost, sealing.COST = sealing.COST, sealing.Cost(memory_kib=64, time=1, lanes=1)
        self.store = Store.open(self.place / "notes")
        self.store.put_pair(a_pair())

    @rule(session=SESSIONS)
    def put(self, session: Session) -> None:
        self.model[session.id] = self.store.put_session(session)
        assert {note.id for note in session.notes} <= {note.id for note in self.model[session.id].notes}

    @rule(sessions=st.lists(SESSIONS, max_size=4, unique_by=lambda session: session.id))
    def put_many(self, sessions: list[Session]) -> None:
        for session in sessions:
            if session.id in self.model:
                self.store.put_session(self.store.session(session.id))
        self.store.put_sessions(sessions)
        self.model.update({session.id: session for session in sessions})

    @rule(data=st.data(), note=NOTES)
    def type(self, data: st.DataObject, note: Note) -> None:
        if self.model:
            id = data.draw(st.sampled_from(sorted(self.model)))
            self.store.draft(id, note.id, note)
            notes = {old.id: old for old in self.model[id].notes} | {note.id: note}
            self.model[id] = msgspec.structs.replace(self.model[id], notes=tuple(notes.values()))

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        if self.model:
            id = data.draw(st.sampled_from(sorted(self.model)))
            self.store.delete_session(id)
            del self.model[id]

    @rule(killed=st.booleans())
    def open_again(self, killed: bool) -> None:
        if killed:
            self.store._claim.release()  # type: ignore[union-attr]
        else:
            self.store.close()
        self.store = Store.open(self.place / "notes", self.words)
        assert self.store.notices == ()

    @rule(words=st.sampled_from([None, "first passphrase", "second passphrase"]))
    def change_passphrase(self, words: str | None) -> None:
        self.store.set_passphrase(words, self.words)
        self.words = words

    @invariant()
    def everything_is_there(self) -> None:
        if hasattr(self, "store"):
            assert {session.id: session for session in self.store.sessions("pair")} == self.model
            assert [s.day for s in self.store.sessions("pair")] == sorted(s.day for s in self.model.values())
            for id in self.model:
                assert self.store.session(id) == self.model[id]

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            sealing.COST = self.cost
        shutil.rmtree(self.place, ignore_errors=True)


AnyOrder.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestAnyOrder = AnyOrder.TestCase


@given(PAIRS)
@settings(max_examples=25, deadline=None)
def test_any_pair_is_kept(pair: Pair) -> None:
    with tempfile.TemporaryDirectory() as place:
        with Store.open(Path(place) / "notes") as store:
            store.put_pair(pair)
        with Store.open(Path(place) / "notes") as store:
            assert store.pairs()[0].id == "pair"
            assert len(store.pairs()) == 1
