"""Nothing in clear text in a sealed folder; wrong words, changed bytes and damage told apart."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import msgspec
import pytest
from store_samples import PASSPHRASE, Stopped, Stopping, a_note, a_pair, a_session, bytes_below

from coach.errors import CoachError
from coach.store import Damaged, KeyMissing, PassphraseNeeded, Store, Tampered, WrongPassphrase, look, sealing
from coach.store.container import checked, pack
from coach.store.vault import Vault

SECRETS = (b"heron", b"week", b"typed", b"Priya", b"vector", b"reading-key", b"older version", b"torn away")


def fill(store: Store) -> None:
    store.put_pair(a_pair())
    for number in range(6):
        store.put_session(a_session(f"s{number}", "an older version of her week"))
        store.put_session(a_session(f"s{number}", "asked about her week"))
    store.draft("s5", "other", a_note("typed just now"))
    store.cache_put("reading-key", b"vector of words")


def no_secret(folder: Path) -> bool:
    everything = bytes_below(folder)
    return not [secret for secret in SECRETS if secret in everything]


def seal_again(data: bytes) -> bytes:
    """The file with its checksum made right again, as somebody would who changed it on purpose."""
    end = data.index(b"\n")
    first = data[: end - 64]
    return first + hashlib.sha256(first + data[end + 1 :]).hexdigest().encode() + data[end:]


def test_setting_a_passphrase_leaves_no_word_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    with Store.open(folder) as store:
        fill(store)
        desk = folder / "pairs" / "pair" / "desk.coach"
        (folder / "damaged").mkdir()
        (folder / "damaged" / "pair-desk.coach-1").write_bytes(desk.read_bytes()[:3000] + b"torn away")
        assert not no_secret(folder)
        store.set_passphrase(PASSPHRASE)
        assert no_secret(folder)
        fill(store)
        assert store.cache_get("reading-key") == b"vector of words"
        assert no_secret(folder)
    assert no_secret(folder)
    assert look(folder) == "locked"


def test_changing_the_passphrase_leaves_no_word_and_no_old_key(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    with Store.open(folder) as store:
        fill(store)
        store.set_passphrase(PASSPHRASE)
        old = (folder / "key.coach").read_bytes()
        salt = Vault(folder).read_envelope().salt.encode()  # type: ignore[union-attr]
        with pytest.raises(PassphraseNeeded):
            store.set_passphrase("another passphrase")
        with pytest.raises(WrongPassphrase):
            store.set_passphrase("another passphrase", "not the old one")
        store.set_passphrase("another passphrase", PASSPHRASE)
        assert no_secret(folder)
    assert salt in old
    assert salt not in bytes_below(folder)
    with pytest.raises(WrongPassphrase):
        Store.open(folder, PASSPHRASE)
    with Store.open(folder, "another passphrase") as store:
        assert len(store.sessions("pair")) == 6


def test_taking_the_passphrase_away_gives_everything_back(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    with Store.open(folder) as store:
        store.set_passphrase(PASSPHRASE)
        fill(store)
        before = store.sessions("pair")
        with pytest.raises(WrongPassphrase):
            store.set_passphrase(None, "not this one")
        store.set_passphrase(None, PASSPHRASE)
        assert not store.encrypted
        assert store.sessions("pair") == before
    assert look(folder) == "open"
    assert not list(folder.glob("key*"))
    with Store.open(folder) as store:
        assert store.sessions("pair") == before


@pytest.mark.parametrize("target", ["seal", "unseal"])
def test_a_change_cut_short_anywhere_goes_on_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    first = tmp_path / "first"
    with Store.open(first) as store:
        if target == "unseal":
            store.set_passphrase(PASSPHRASE)
        fill(store)
        before = store.sessions("pair")
    for stop in range(200):
        folder = tmp_path / f"stop-{stop}"
        shutil.copytree(first, folder)
        store = Store.open(folder, PASSPHRASE if target == "unseal" else None)
        ended = stopped_at(stop, store, monkeypatch, target)
        store._claim.release()  # type: ignore[union-attr]
        state = look(folder)
        with Store.open(folder, PASSPHRASE) as again:
            assert again.sessions("pair") == before
            assert again.notices == ()
        if target == "seal" and state == "locked":
            assert no_secret(folder)
        if ended:
            break
        shutil.rmtree(folder)
    assert ended
    assert stop > 20


def stopped_at(stop: int, store: Store, monkeypatch: pytest.MonkeyPatch, target: str) -> bool:
    """Changes the passphrase, with the program stopped before its ``stop``-th rename or removal; whether it ended."""

    stopping = Stopping(stop)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stopping(Path.replace))
        patch.setattr(Path, "unlink", stopping(Path.unlink))
        try:
            store.set_passphrase(*((PASSPHRASE, None) if target == "seal" else (None, PASSPHRASE)))
        except Stopped:
            return False
    return True


def test_wrong_words_changed_bytes_and_damage_are_told_apart(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    with Store.open(folder) as store:
        store.set_passphrase(PASSPHRASE)
        fill(store)
    with pytest.raises(PassphraseNeeded):
        Store.open(folder)
    with pytest.raises(WrongPassphrase):
        Store.open(folder, "a quiet green crane")
    index = folder / "index.coach"
    good = index.read_bytes()
    flipped = bytearray(good)
    flipped[2000] ^= 1
    index.write_bytes(seal_again(bytes(flipped)))
    with pytest.raises(Tampered):
        Store.open(folder, PASSPHRASE)
    assert index.read_bytes() == seal_again(bytes(flipped))
    index.write_bytes(bytes(flipped))
    with Store.open(folder, PASSPHRASE) as store:
        assert "healed" in store.notices[0]
    for path in folder.glob("index*"):
        path.write_bytes(bytes(flipped))
    with pytest.raises(Damaged):
        Store.open(folder, PASSPHRASE)


def test_a_changed_header_a_swapped_file_and_a_planted_clear_file_are_seen(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    with Store.open(folder) as store:
        store.set_passphrase(PASSPHRASE)
        fill(store)
    desk, year, index = folder / "pairs/pair/desk.coach", folder / "pairs/pair/2026.coach", folder / "index.coach"
    good = {path: path.read_bytes() for path in (desk, year, index)}
    tricks = [
        (index, seal_again(good[index].replace(b'"save":', b'"save":1', 1))),
        (year, good[desk]),
        (desk, good[year]),
        (index, pack("index", "index", b"{}", None)),
        (desk, pack("sessions", "pairs/pair/desk", b"{}", None)),
    ]
    for path, data in tricks:
        path.write_bytes(data)
        with pytest.raises(Tampered), Store.open(folder, PASSPHRASE) as store:
            store.sessions("pair")
        path.write_bytes(good[path])
    with Store.open(folder, PASSPHRASE) as store:
        assert len(store.sessions("pair")) == 6


def test_a_line_planted_in_the_journal_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    with Store.open(folder) as store:
        fill(store)
        line = (folder / "journal.coach").read_bytes()
        store.set_passphrase(PASSPHRASE)
    (folder / "journal.coach").write_bytes(line)
    with pytest.raises(Tampered):
        Store.open(folder, PASSPHRASE)


def test_a_lost_or_foreign_key_file_is_said_so(tmp_path: Path) -> None:
    folder, other = tmp_path / "notes", tmp_path / "other"
    for place in (folder, other):
        with Store.open(place) as store:
            store.set_passphrase(PASSPHRASE)
            fill(store)
    keys = {path: path.read_bytes() for path in folder.glob("key*")}
    (folder / "key.coach").unlink()
    with Store.open(folder, PASSPHRASE) as store:
        assert "healed" in store.notices[0]
    for path in folder.glob("key*"):
        path.unlink()
    assert look(folder) == "locked"
    with pytest.raises(KeyMissing):
        Store.open(folder, PASSPHRASE)
    shutil.copy(other / "key.coach", folder / "key.coach")
    with pytest.raises(Tampered):
        Store.open(folder, PASSPHRASE)
    for path, data in keys.items():
        path.write_bytes(data)
    Store.open(folder, PASSPHRASE).close()


def test_a_key_file_that_asks_for_endless_work_is_refused(tmp_path: Path) -> None:
    envelope = sealing.new_key().wrap(PASSPHRASE)
    for cost in (sealing.Cost(memory_kib=1 << 40), sealing.Cost(time=1 << 30), sealing.Cost(lanes=0)):
        with pytest.raises(Tampered):
            sealing.unwrap(msgspec.structs.replace(envelope, cost=cost), PASSPHRASE)


def test_every_write_has_a_nonce_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    nonces = []
    with Store.open(folder) as store:
        store.put_pair(a_pair())
        store.set_passphrase(PASSPHRASE)
        for _ in range(50):
            store.put_session(a_session())
            data = (folder / "pairs/pair/desk.coach").read_bytes()
            nonces.append(checked(data, "desk").header.nonce)
    assert len(set(nonces)) == 50
    assert len(sealing.unb64(nonces[0])) == 12


def test_a_short_passphrase_is_refused_and_a_composed_one_opens_however_it_is_typed(tmp_path: Path) -> None:
    with Store.open(tmp_path / "notes") as store:
        with pytest.raises(CoachError):
            store.set_passphrase("short")
        assert not store.encrypted
        store.set_passphrase("caf\u00e9 au lait")
    Store.open(tmp_path / "notes", "cafe\u0301 au lait").close()


def test_the_cost_of_a_guess_is_as_documented(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert sealing.Cost(memory_kib=65536, time=3, lanes=4) == sealing.COST
    envelope = sealing.new_key().wrap(PASSPHRASE)
    assert envelope.kdf == "argon2id"
    assert envelope.cost == sealing.COST
    assert sealing.unwrap(envelope, PASSPHRASE).id == envelope.id


def test_names_in_the_cache_say_nothing(store: Store, folder: Path) -> None:
    store.cache_put("what she said about her manager", b"x")
    assert store.cache_get("what she said about her manager") == b"x"
    assert all(len(path.name) == 64 and int(path.name, 16) for path in (folder / "cache").iterdir())


def test_the_cache_is_bounded_and_a_damaged_blob_is_a_miss(store: Store, folder: Path) -> None:
    cache = store._contents.cache  # type: ignore[union-attr]
    cache.limit = 200_000
    for number in range(60):
        store.cache_put(f"key {number}", bytes(10_000))
    assert sum(path.stat().st_size for path in (folder / "cache").iterdir()) <= 200_000
    assert store.cache_get("key 0") is None
    assert store.cache_get("key 59") == bytes(10_000)
    for path in (folder / "cache").iterdir():
        path.write_bytes(path.read_bytes()[:5000])
    assert store.cache_get("key 59") is None
