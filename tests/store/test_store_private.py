"""Folders 0700 and files 0600 whatever the umask, and no way out of the folder through a link."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_samples import a_note, a_pair, a_session

from coach.store import Linked, Store


@pytest.fixture(params=[0o000, 0o022, 0o777])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def loose(folder: Path) -> list[str]:
    """Whatever in the folder somebody else could open, or its owner couldn't."""
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.rglob("*")]}
    return [f"{path} {mode:o}" for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)]


def fill(folder: Path) -> None:
    with Store.open(folder) as store:
        store.put_pair(a_pair())
        for number in range(6):
            store.put_session(a_session(f"s{number}"))
        store.draft("s1", "note", a_note("typed"))
        store.cache_put("key", b"value")


def test_everything_is_private_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    fill(tmp_path / "deep" / "notes")
    assert loose(tmp_path / "deep" / "notes") == []
    with Store.open(tmp_path / "deep" / "notes") as store:
        backup = store.backup(tmp_path / "deep" / "backup.coach")
        export = store.export_plain(tmp_path / "deep")
        store.set_passphrase("a quiet green heron")
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert loose(export) == []
    assert loose(tmp_path / "deep" / "notes") == []


def test_what_was_loosened_is_tightened_at_the_next_opening(tmp_path: Path) -> None:
    fill(tmp_path / "notes")
    for path in [tmp_path / "notes", *(tmp_path / "notes").rglob("*")]:
        path.chmod(0o777)
    Store.open(tmp_path / "notes").close()
    assert [line for line in loose(tmp_path / "notes") if "/cache/" not in line] == []


@pytest.mark.parametrize(
    "name",
    ["index.coach", "index.coach.spare", "journal.coach", "lock", "pairs", "pairs/pair", "pairs/pair/desk.coach"],
)
def test_a_link_is_never_followed(tmp_path: Path, name: str) -> None:
    folder, outside = tmp_path / "notes", tmp_path / "outside"
    fill(folder)
    target = folder / name
    if target.is_dir():
        target.rename(outside)
    else:
        outside.write_bytes(target.read_bytes() if target.exists() else b"somebody's own file")
        target.unlink(missing_ok=True)
    target.symlink_to(outside)
    before = {path: path.read_bytes() for path in [outside, *outside.rglob("*")] if path.is_file()}
    if name.endswith(".spare"):
        fill(folder)
        assert not target.is_symlink()
    else:
        with pytest.raises(Linked):
            fill(folder)
    assert {path: path.read_bytes() for path in before} == before


def test_a_pair_whose_folder_became_a_link_is_not_deleted_through_it(tmp_path: Path) -> None:
    folder, outside = tmp_path / "notes", tmp_path / "outside"
    fill(folder)
    (folder / "pairs" / "pair").rename(outside)
    (folder / "pairs" / "pair").symlink_to(outside)
    with pytest.raises(Linked), Store.open(folder) as store:
        store.delete_pair("pair")
    assert len(list(outside.iterdir())) >= 2


def test_a_folder_that_is_itself_reached_by_a_link_is_fine(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    fill(tmp_path / "link")
    assert (tmp_path / "real" / "index.coach").is_file()


def test_a_file_that_has_a_second_name_elsewhere_is_not_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    fill(folder)
    snapshot = {}
    for path in (folder / "pairs" / "pair").iterdir():
        os.link(path, tmp_path / path.name)
        snapshot[tmp_path / path.name] = path.read_bytes()
    fill(folder)
    assert {path: path.read_bytes() for path in snapshot} == snapshot
