"""The estimate from notes on talks drawn from a known process: its intervals hold as often as they say."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from coach.measures.balance import BalanceModel

SCRIPT = Path(__file__).parents[2] / "scripts" / "simulate_balance.py"


@pytest.fixture(scope="module")
def simulation() -> ModuleType:
    spec = importlib.util.spec_from_file_location("simulate_balance", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def fitted(simulation: ModuleType) -> BalanceModel:
    """A model fitted to other talks of the same process."""
    model: BalanceModel = simulation.fit(
        simulation.talks(11, 500), simulation.talks(12, 250, authors=("mentor", "mentee"))
    )
    return model


@pytest.mark.parametrize("authors", [("mentor",), ("mentee",), ("mentor", "mentee")])
def test_nine_in_ten_intervals_hold_the_truth(
    simulation: ModuleType, fitted: BalanceModel, authors: tuple[str, ...]
) -> None:
    found = simulation.figures(simulation.talks(21, 1500, authors=authors), fitted)
    assert 0.87 <= found.coverage <= 0.93


def test_the_error_and_the_width_fall_as_notes_report_more(simulation: ModuleType, fitted: BalanceModel) -> None:
    found = [simulation.figures(simulation.talks(31, 500, rate=rate), fitted) for rate in (0.1, 0.2, 0.4, 0.8)]
    errors, widths = [f.error for f in found], [f.width for f in found]
    assert errors == sorted(errors, reverse=True) and errors[-1] < errors[0] / 2
    assert widths == sorted(widths, reverse=True)


def test_two_peoples_notes_tell_more_than_one(simulation: ModuleType, fitted: BalanceModel) -> None:
    one = simulation.figures(simulation.talks(41, 500), fitted)
    two = simulation.figures(simulation.talks(41, 500, authors=("mentor", "mentee")), fitted)
    assert two.error < one.error and two.width < one.width


def test_fewer_notes_leave_more_untold(simulation: ModuleType, fitted: BalanceModel) -> None:
    thin = simulation.figures(simulation.talks(51, 500, rate=0.05), fitted)
    assert thin.n < 450
