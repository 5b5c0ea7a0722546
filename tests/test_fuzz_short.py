"""A moment of fuzzing for each reader of what comes from outside: whatever the bytes, an answer or a kind refusal."""

from __future__ import annotations

import contextlib
import random
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.errors import CoachError

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

import fuzz

COSTS = {"store": 15, "guides": 15, "journal": 40, "clues": 60}
"""Examples of the slower targets; the others get ``EXAMPLES``."""
EXAMPLES = 120
SIGNS = st.sampled_from([":", "\n", "-->", "\x1b[", "\u202e", "<v ", "</v>", "[", "]", "**", "Jo", "Priya", "70/30", "“", "\0", "\ud800", "= ", '"'])  # fmt: skip


def tried(name: str, data: bytes) -> None:
    with contextlib.suppress(CoachError):
        fuzz.TARGETS[name].run(data)


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_good_files_that_were_changed_are_read_or_refused(name: str) -> None:
    seeds, chance = list(fuzz.TARGETS[name].seeds()), random.Random(3)
    for data in (*seeds, b"", *(fuzz.changed(seeds, chance) for _ in range(COSTS.get(name, EXAMPLES)))):
        tried(name, data)


@pytest.mark.parametrize("name", [name for name in fuzz.TARGETS if name not in ("store", "guides", "journal")])
def test_any_text_and_any_bytes_are_read_or_refused(name: str) -> None:
    text = st.lists(st.one_of(SIGNS, st.text(max_size=12)), max_size=20).map(
        lambda parts: "".join(parts).encode("utf-8", "surrogatepass")
    )

    @settings(
        max_examples=COSTS.get(name, EXAMPLES), deadline=None, derandomize=True, database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )  # fmt: skip
    @given(st.one_of(text, st.binary(max_size=200)))
    def one(data: bytes) -> None:
        tried(name, data)

    one()
