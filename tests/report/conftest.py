"""The pair and talks of the review's tests, for the pages made of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "review"))

from review_talks import PAIR, half_year

from coach.guides import Guides, load_guides
from coach.report import ITEMS, Options, both_agree
from coach.review import Review, review

DAY = "2026-11-25"


@pytest.fixture(scope="session")
def guides() -> Guides:
    return load_guides()


@pytest.fixture(scope="session")
def whole(guides: Guides) -> Review:
    return review(PAIR, half_year(), guides)


@pytest.fixture(scope="session")
def everything() -> Options:
    """All that can leave, as it stands."""
    return Options(items=frozenset(ITEMS), names="keep", quotes="keep", consent=both_agree(*ITEMS))
