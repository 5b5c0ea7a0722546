"""A Word file to its lines of text, by the standard library alone and without trusting the file."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.parsers import expat

from coach.errors import CoachError
from coach.notes import clean
from coach.transcripts.decoding import not_readable

LARGEST_XML = 40_000_000
"""Bytes of the unpacked document; more is a trap rather than a talk."""
_MEMBER = "word/document.xml"


class _Refused(Exception):
    """The document declares its own entities or doesn't end."""


_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    expat.ExpatError,
    _Refused,
)


def is_zip(data: bytes) -> bool:
    return data[:4] == b"PK\x03\x04"


def docx_text(name: str, data: bytes) -> str:
    """The paragraphs of a Word file, one a line; raises CoachError where it is none, is damaged or is a trap."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_MEMBER) as member:
            xml = member.read(LARGEST_XML + 1)
        if len(xml) > LARGEST_XML:
            raise _Refused
        return clean(_text(xml))
    except KeyError:
        raise not_readable(name, f"{name} is a packed file, but no Word document.") from None
    except _DAMAGE:
        raise _damaged(name) from None


def _damaged(name: str) -> CoachError:
    return not_readable(name, f"{name} looks like a Word file, but I can't open what is in it.")


def _text(xml: bytes) -> str:
    """Text of ``w:t`` with tabs and line breaks; a paragraph ends a line."""
    out: list[str] = []
    inside = [False]
    runs = [0]

    def start(tag: str, _attributes: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        if local == "t":
            inside[0] = True
        elif local == "r":
            runs[0] += 1
        elif local in ("br", "cr"):
            out.append("\n")
        elif local == "tab" and runs[0]:
            out.append("\t")

    def end(tag: str) -> None:
        local = tag.rpartition(":")[2]
        if local == "t":
            inside[0] = False
        elif local == "r":
            runs[0] -= 1
        elif local == "p":
            out.append("\n")

    def characters(data: str) -> None:
        if inside[0]:
            out.append(data)

    def refuse(*_: object) -> None:
        raise _Refused

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.Parse(xml, True)
    return "".join(out)
