"""A store of an older version opens and is written as this one; a newer or a foreign one is refused and untouched."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from store_samples import a_pair, a_session, bytes_below

from coach.store import Damaged, Foreign, Newer, Store, look, upgrades
from coach.store.container import checked, pack

OLD = Path(__file__).parent / "old"


def test_every_older_version_has_one_step_and_one_saved_store() -> None:
    assert sorted(upgrades.STEPS) == list(range(1, upgrades.VERSION))
    assert sorted(path.name for path in OLD.iterdir()) == [f"version-{number}" for number in upgrades.STEPS]


@pytest.mark.parametrize("version", sorted(upgrades.STEPS))
def test_a_saved_old_store_opens_with_everything_in_it(tmp_path: Path, version: int) -> None:
    folder = tmp_path / "notes"
    shutil.copytree(OLD / f"version-{version}", folder)
    with Store.open(folder) as store:
        assert store.notices == ()
        assert [pair.mentor.name for pair in store.pairs()] == ["Jo"]
        assert [session.id for session in store.sessions("pair")] == ["s2", "s3", "s1"]
        assert store.session("s1").notes[0].text == "words of 1"
        assert store.get_setting("colour") == "blue"
        store.put_session(a_session("new"))
    for name in ("index", "pairs/pair/desk"):
        assert checked((folder / f"{name}.coach").read_bytes(), name).version == upgrades.VERSION
    with Store.open(folder) as store:
        assert len(store.sessions("pair")) == 4


def test_an_old_store_is_only_read_where_it_may_only_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    shutil.copytree(OLD / "version-1", folder)
    with Store.open(folder), Store.open(folder) as second:
        assert second.read_only
        assert len(second.sessions("pair")) == 3


def newer(data: bytes) -> bytes:
    """The same file as a later version would begin it."""
    rest = data[data.index(b"\n") + 1 :]
    first = b"coach-store %d " % (upgrades.VERSION + 1)
    return first + hashlib.sha256(first + rest).hexdigest().encode() + b"\n" + rest


@pytest.mark.parametrize("name", ["index", "pairs/pair/desk"])
def test_a_newer_store_is_refused_and_untouched(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "notes"
    with Store.open(folder) as store:
        store.put_pair(a_pair())
        store.put_session(a_session())
    path = folder / f"{name}.coach"
    path.write_bytes(newer(path.read_bytes()))
    before = bytes_below(folder)
    if name == "index":
        assert look(folder) == "newer"
    with pytest.raises(Newer) as refusal, Store.open(folder) as store:
        store.put_session(a_session(text="changed"))
    assert "newer version" in str(refusal.value)
    assert bytes_below(folder) == before


@pytest.mark.parametrize(
    "files",
    [
        {"index.coach": b'{"_default": {"1": {"int": 1}}}'},
        {"index.coach": b"PK\x03\x04"},
        {"index.coach": b""},
        {"holiday.jpg": b"\xff\xd8", "thesis.docx": b"PK"},
    ],
)
def test_a_folder_of_another_program_is_refused_and_untouched(tmp_path: Path, files: dict[str, bytes]) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir(mode=0o755)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    assert look(folder) == "foreign"
    with pytest.raises(Foreign):
        Store.open(folder)
    assert bytes_below(folder) == b"".join(name.encode() + data for name, data in sorted(files.items()))
    assert folder.stat().st_mode & 0o777 == 0o755


def test_a_file_in_place_of_the_folder_is_foreign(tmp_path: Path) -> None:
    (tmp_path / "notes").write_bytes(b"mine")
    assert look(tmp_path / "notes") == "foreign"
    with pytest.raises(Foreign):
        Store.open(tmp_path / "notes")


def test_guides_beside_the_store_do_not_make_the_folder_foreign(tmp_path: Path) -> None:
    (tmp_path / "guides").mkdir()
    (tmp_path / ".DS_Store").write_bytes(b"x")
    assert look(tmp_path) == "new"
    Store.open(tmp_path).close()
    assert look(tmp_path) == "open"


@pytest.mark.parametrize("body", [b"[]", b"{", b'{"pairs": 3}', b'{"pairs": {"x": {}}}', b'{"\xed\xa0": {}}', b""])
def test_a_whole_file_with_nonsense_in_it_is_refused_and_untouched(tmp_path: Path, body: bytes) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "index.coach").write_bytes(pack("index", "index", body, None))
    before = bytes_below(folder)
    with pytest.raises(Damaged):
        Store.open(folder)
    assert bytes_below(folder).startswith(before)
