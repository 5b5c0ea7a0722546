"""One reader for all tests of this folder."""

from __future__ import annotations

import pytest

from coach.engine import new_reader
from coach.reading.reader import Reader
from coach.records import Pair, Person


@pytest.fixture(scope="session")
def reader() -> Reader:
    found: Reader = new_reader()
    return found


@pytest.fixture
def jo_and_priya() -> Pair:
    return Pair(
        id="p", mentor=Person(name="Jo Brandt", pronouns="they"), mentee=Person(name="Priya Raman", pronouns="she")
    )
