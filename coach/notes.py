"""Text from anywhere to text that is only text; ids and days for what is written."""

from __future__ import annotations

import re
import unicodedata
import uuid
from datetime import UTC, date, datetime

_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_JSON_UNSAFE = re.compile(f"{_UNSAFE.pattern[:-1]}\u2028\u2029\ud800-\udfff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_FILE_UNSAFE = re.compile(r"[^\w\-]+", re.UNICODE)


def clean(text: str) -> str:
    """The same words without what a terminal or a reader's eye could be fooled by.

    Line ends become ``\\n``; control characters (C0 but tab and newline, DEL, C1), direction overrides, byte-order
    marks and lone surrogates go. Everything else stays, in any script.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _UNSAFE.sub("", text)
    return _SURROGATES.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Clean text on a single line: for names, titles and list rows."""
    return " ".join(clean(text).split())


def json_safe(text: str) -> str:
    """JSON in which what ``clean`` drops stands as ``\\u`` escapes: the same values, nothing that a terminal obeys."""
    return _JSON_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def safe_file_name(text: str) -> str:
    """A file name from a person's words: letters, digits, ``-`` and ``_`` of any script, at most 60 characters."""
    name = _FILE_UNSAFE.sub("-", unicodedata.normalize("NFC", one_line(text))).strip("-_.")
    return name[:60] or "unnamed"


def new_id() -> str:
    """A new id that is unique without asking anybody."""
    return uuid.uuid4().hex


def today() -> str:
    """The day in this place, as ``2026-11-17``."""
    return date.today().isoformat()


def now() -> str:
    """The moment, in local time with its offset."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")
