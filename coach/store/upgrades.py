"""Tables written by an older version to tables of this one, one small function for each step."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

VERSION = 2
"""Version of everything that this program writes."""

Tables = dict[str, dict[str, dict[str, msgspec.Raw]]]
"""Table name to document number to field name to the field's JSON."""


def _from_1(kind: str, tables: Tables) -> Tables:
    """Version 2 notes for each session how far the journal is folded in, and orders sessions of the same day."""
    if kind == "sessions":
        for number, row in tables.get("sessions", {}).items():
            row.setdefault("seq", msgspec.Raw(b"0"))
            row.setdefault("made", msgspec.Raw(number.encode()))
            row.setdefault("kept", msgspec.Raw(number.encode()))
            row.setdefault("shelf", msgspec.Raw(b'""'))
    return tables


STEPS: dict[int, Callable[[str, Tables], Tables]] = {1: _from_1}
"""From each older version to the next."""


def upgrade(kind: str, version: int, body: bytes) -> bytes:
    """The JSON of a file's tables as this version writes it; ``kind`` is the header's."""
    if version == VERSION:
        return body
    tables = msgspec.json.decode(body, type=Tables)
    for step in range(version, VERSION):
        tables = STEPS[step](kind, tables)
    return msgspec.json.encode(tables)
