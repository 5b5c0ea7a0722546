"""A record to JSON that is known to read back, mended first where something in it can't be written."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

import msgspec

from coach.errors import CoachError
from coach.records import Record, Session

_R = TypeVar("_R", bound=Record)


@cache
def _sessions() -> msgspec.json.Decoder[Session]:
    return msgspec.json.Decoder(Session)


def writable_session(session: Session) -> tuple[Session, msgspec.Raw]:
    """The session as it can be kept, and its JSON. A mirror that doesn't read back is left out: it can be computed."""
    for attempt in (session, msgspec.structs.replace(session, mirror=None)):
        whole = attempt
        try:
            try:
                body = msgspec.json.encode(whole)
            except UnicodeEncodeError:
                whole = writable(attempt)
                body = msgspec.json.encode(whole)
            _sessions().decode(body)
        except (msgspec.MsgspecError, TypeError):
            continue
        return whole, msgspec.Raw(body)
    raise CoachError(
        "This session can't be kept",
        "Something in this session is not of the kind that can be written down.",
        "Nothing was changed; copy your notes elsewhere and tell whoever looks after this program.",
    )


def writable(record: _R) -> _R:
    """The record with ``?`` for each half of a character (a lone surrogate), which no file can hold."""
    try:
        msgspec.json.encode(record)
    except UnicodeEncodeError:
        return msgspec.convert(_mended(msgspec.to_builtins(record)), type(record))
    except TypeError:
        pass
    return record


def _mended(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_mended(item) for item in value]
    return value
