"""Bytes of a file to clean text; what isn't text is refused with the reason."""

from __future__ import annotations

from coach.errors import CoachError
from coach.notes import clean, one_line

LARGEST = 4_000_000
"""Bytes; a talk of three hours takes about half a million with all its time stamps."""
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a rich text file"),
    (b"ID3", "a recording"),
    (b"RIFF", "a recording"),
    (b"OggS", "a recording"),
    (b"fLaC", "a recording"),
    (b"\x1aE\xdf\xa3", "a recording"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file"),
    (b"\x1f\x8b", "a packed file"),
    (b"SQLite format", "a database"),
)
KINDS = "Zoom, Teams, Otter and Google Meet transcripts, SRT files, and plain text with a name before each turn"
EXPORT = "Export the talk as text, VTT or SRT with speaker names, or write it as `Name: text`."


def checked(name: str, data: bytes) -> None:
    """Raises CoachError where the file is empty, too large, or plainly something else."""
    name = one_line(name)[:80] or "This file"
    if not data.strip(b"\0 \t\r\n"):
        raise CoachError("The file is empty", f"There's nothing in {name}.", "Check that the export was complete.")
    if len(data) > LARGEST:
        raise CoachError(
            "The file is very large",
            f"{name} has {len(data) / 1e6:.0f} MB, more than the words of any single talk take.",
            "Choose the transcript of one talk, without its pictures or sound.",
        )
    kind = next((kind for start, kind in _SIGNATURES if data.startswith(start)), "")
    if data[4:8] == b"ftyp":
        kind = "a recording"
    if kind:
        raise not_readable(name, f"{name} is {kind}, and I can only read the words of a talk as text.")


def text_of(name: str, data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 (with or without its mark) or Windows' own; raises CoachError for binary."""
    name = one_line(name)[:80] or "This file"
    text = _decoded(data)
    odd = sum(c < " " and c not in "\n\r\t\f\v\x1b" for c in text[:20_000])
    if "\0" in text or odd > 0.01 * min(len(text), 20_000):
        raise not_readable(name, f"{name} isn't a text file, so there are no words in it that I can read.")
    text = clean(text)
    if not text.strip():
        raise CoachError("The file is empty", f"There's nothing in {name}.", "Check that the export was complete.")
    return text


def not_readable(name: str, message: str) -> CoachError:
    return CoachError("I can't read this file", message, f"I read {KINDS}.")


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    sample = data[:4000]
    if len(sample) >= 8 and b"\0" in sample:
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        if max(even, odd) > 0.3 * len(sample) / 2 and min(even, odd) == 0:
            return data.decode("utf-16-be" if even else "utf-16-le", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
