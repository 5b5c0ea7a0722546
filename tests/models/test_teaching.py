"""The training recipe: windows as they are stored, what is asked about them, and what teachers say of them."""

from __future__ import annotations

import gzip
import json
import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "models" / "reader"))

from asking import NOTHING, ask
from network import Encoder, Talk
from prepare import Prepared, load
from talk import ACTS, SPEAKERS, swapped
from teachers import give, in_fold, in_order, taught
from train_talk import talk_loss
from windows import Soft, Window

from coach.reading.people import Clue

MENTOR, MENTEE = SPEAKERS.index("mentor"), SPEAKERS.index("mentee")
ASK, SHARE = ACTS.index("ask"), ACTS.index("share")


def window(words: str, *spans: tuple[int, int, int, int]) -> Window:
    split = words.split()
    size = len(split)
    return Window(split, [2] + [1] * (size - 1), [0] * size, [0] * size, 1, spans=list(spans), unit=f"unit {words}")


NOTE = window("I asked how it went , she was worried", (0, 4, ASK, MENTOR), (6, 8, SHARE, MENTEE))
SHORT = window("asked why", (0, 1, ASK, MENTOR))
TURN = window("Jo : how did it go ?", (2, 6, ASK, MENTOR))
TURN.turns = [(ASK,)]


class Letters:
    """A tokenizer: one piece a word."""

    class Encoding:
        def __init__(self, words: list[str]) -> None:
            self.ids, self.word_ids = [1000 + len(w) for w in words], list(range(len(words)))

    def encode(self, words: list[str], **_: bool) -> Encoding:
        return self.Encoding(words)


@pytest.fixture
def networks(tmp_path: Path) -> list[Path]:
    files = []
    for seed in (1, 2):
        torch.manual_seed(seed)
        state = {"encoder": Encoder().state_dict(), "talk": Talk(len(ACTS), len(SPEAKERS)).state_dict()}
        files.append(tmp_path / f"{seed}.pt")
        torch.save(state, files[-1])
    return files


def test_windows_come_back_as_they_were_stored(tmp_path: Path) -> None:
    note = Prepared(True, False, NOTE)
    turn = Prepared(False, True, replace(TURN, turns=[(ASK, SHARE)]))
    with gzip.open(tmp_path / "w.json.gz", "wt", encoding="utf-8") as stream:
        json.dump([[note.row()], [[turn.row()]]], stream)
    assert load(tmp_path / "w.json.gz") == ([note], [[turn]])


def test_stretches_are_asked_where_they_are_and_nothing_where_nobody_talks() -> None:
    far = window("I asked why . then a long walk home in the rain", (0, 2, ASK, MENTOR))
    asked = ask([far, TURN], 13, random.Random(3))
    assert asked.notes == [0]
    assert asked.edges[0].tolist() == [1, 2, 2] + [0] * 9 + [-100]
    assert asked.acts.tolist() == [ASK, NOTHING]
    assert asked.speakers.tolist() == [MENTOR, -100]
    _, first, last = asked.spans[1].tolist()
    assert 3 <= first < last <= 11
    assert asked.turns.tolist() == [[1, 2, 6]]
    assert asked.goals[0, ASK] == 1


def test_what_teachers_say_comes_to_the_window_they_said_it_of(networks: list[Path]) -> None:
    every = in_order([Prepared(False, False, w) for w in (NOTE, SHORT)], [[Prepared(False, False, TURN)]])
    give(every, taught(networks, every, Letters()))
    together = [w.soft for w in every]
    for w in every:
        give([w], taught(networks, [w], Letters()))
    for soft, w in zip(together, every, strict=True):
        alone = w.soft
        assert soft is not None and alone is not None
        assert soft.acts.shape == (len(w.spans), len(ACTS))
        assert torch.allclose(soft.acts.float(), alone.acts.float(), atol=0.02)
        assert torch.allclose(soft.edges.float(), alone.edges.float(), atol=0.02)
        assert torch.allclose(soft.acts.float().sum(1), torch.ones(len(soft.acts)), atol=0.01)
        assert len(soft.speakers) == (0 if w.turns else len(w.spans))


def test_half_of_what_is_taught_comes_from_the_network_that_has_not_seen_the_unit(networks: list[Path]) -> None:
    files = [networks[0], networks[1], networks[0]]
    strange = next(k for k in range(3) if in_fold(SHORT.unit, f"{k}/3"))
    from_second = 0.5 if strange == 1 else 0.25
    first, second, mixed = (
        taught(f, [SHORT], Letters())["acts"].float() for f in ([networks[0]], [networks[1]], files)
    )
    assert torch.allclose(mixed, (1 - from_second) * first + from_second * second, atol=0.005)


def test_in_swapped_seats_the_other_one_speaks() -> None:
    chances = torch.tensor([[0.7, 0.1, 0.15, 0.05]])
    named = window("Jo asked why", (0, 2, ASK, MENTOR))
    named.clue = [int(Clue.MENTOR), 0, 0]
    named.soft = Soft(torch.zeros(3, 3), torch.zeros(1, len(ACTS)), chances)
    other = swapped(named)
    assert other.spans == [(0, 2, ASK, MENTEE)]
    assert other.soft is not None
    assert torch.equal(other.soft.speakers, torch.tensor([[0.1, 0.7, 0.15, 0.05]]))


def test_notes_in_which_nobody_talks_have_a_loss_all_the_same() -> None:
    torch.manual_seed(1)
    heads = Talk(len(ACTS), len(SPEAKERS))
    silent = window("nobody said a word all morning")
    loss = talk_loss(heads, torch.randn(1, 6, 384), [silent], ask([silent], 6, random.Random(1)), 0.5)
    assert torch.isfinite(loss)
