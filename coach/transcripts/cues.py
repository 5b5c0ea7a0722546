"""Caption files (VTT, SRT) to what was said: cues with times, speakers by voice spans or by names before a colon.

The cues are read here rather than by a caption library: those end a cue at a blank line inside it, and so lose words.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from coach.transcripts.labels import is_name, seconds_of, speakers_among, tag_of
from coach.transcripts.said import Said

_STAMP = r"(?:\d{1,4}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
TIMING = re.compile(rf"^\s*({_STAMP})\s*-->\s*({_STAMP})(?:\s.*)?$")
_ID = re.compile(r"^(?:\d{1,7}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\S*)$")
_ASIDE = re.compile(r"^(?:NOTE(?:\s|$)|(?:STYLE|REGION)\s*$)")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,80})?[ \t]+([^<>\n]{0,120})>", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,120}>|</?>|<\d[\d:.]{0,20}>|\{\\an?\d\}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


@dataclass
class Cue:
    """A cue as it stands in the file."""

    begin_s: float
    end_s: float | None
    lines: list[str] = field(default_factory=list)


def has_cues(text: str) -> bool:
    return any(TIMING.match(line) for line in text.split("\n") if "-->" in line)


def unescaped(text: str) -> str:
    """Text with its named and numbered entities as characters (``&amp;`` and the like)."""
    return _ENTITY.sub(lambda found: html.unescape(found.group()), text)


def cues_of(text: str) -> list[Cue]:
    """Every cue in order of time; identifiers, comments, styles and the head of the file left out."""
    cues: list[Cue] = []
    blank, aside = True, False
    for line in text.split("\n"):
        timing = TIMING.match(line) if "-->" in line else None
        if timing:
            if cues:
                _drop_identifier(cues[-1].lines)
            begin, end = seconds_of(timing[1]), seconds_of(timing[2])
            cues.append(Cue(begin, end if end >= begin else None))
            aside = False
        elif not line.strip():
            aside = False
            if cues:
                cues[-1].lines.append("")
        elif blank and _ASIDE.match(line):
            aside = True
        elif cues and not aside:
            cues[-1].lines.append(line.strip())
        blank = not line.strip()
    return sorted(cues, key=lambda cue: cue.begin_s)


def _drop_identifier(lines: list[str]) -> None:
    """Take off the next cue's identifier, which was read as the last line of this one."""
    if lines and lines[-1] and (_ID.match(lines[-1]) or (len(lines) > 1 and not lines[-2])):
        lines.pop()


def said_in(cues: list[Cue]) -> tuple[list[Said], bool]:
    """What was said in the cues, and whether voice spans tell the speakers. Without any speaker the names are empty."""
    if any(_VOICE.search(line) for cue in cues for line in cue.lines):
        return _by_voice(cues), True
    said = _by_label(cues)
    if not any(piece.speaker for piece in said):
        said = _by_first_line(cues)
    return said, False


def _words(text: str) -> str:
    return unescaped(_MARKUP.sub(" ", text))


def _by_voice(cues: list[Cue]) -> list[Said]:
    """A span lasts to its end tag, else to the next span or the end of its cue.

    A cue that only ends a span goes on with the speaker before; other words outside of any span have no speaker.
    """
    said, open_voice = [], ""
    for cue in cues:
        text = " ".join(line for line in cue.lines if line)
        parts = _VOICE.split(text)
        head, spans = parts[0], list(zip(parts[1::2], parts[2::2], strict=True))
        if _words(head).strip():
            said.append(_said(cue, open_voice if "</v>" in head else "", head))
        for name, words in spans:
            inside, closed, outside = words.partition("</v>")
            name = unescaped(name).strip()
            said.append(_said(cue, name, inside))
            if _words(outside).strip():
                said.append(_said(cue, "", outside))
            open_voice = "" if closed else name
    return said


def _said(cue: Cue, speaker: str, text: str) -> Said:
    return Said(speaker=speaker, text=_words(text), begin_s=cue.begin_s, end_s=cue.end_s)


def _by_label(cues: list[Cue]) -> list[Said]:
    """Names before a colon; a cue without one goes on with the speaker before."""
    lines = [[_words(line).strip() for line in cue.lines if line] for cue in cues]
    found = [[tag_of(line) for line in of_cue] for of_cue in lines]
    labels = [tag.label for of_cue in found for tag in of_cue if tag]
    opened = next((of_cue[0] is not None for of_cue in found if of_cue), False)
    names = speakers_among(labels, sum(map(len, lines)), opened)
    said, speaker = [], ""
    for cue, of_cue, tags in zip(cues, lines, found, strict=True):
        words: list[str] = []
        for line, tag in zip(of_cue, tags, strict=True):
            if tag and tag.label in names:
                if words:
                    said.append(_said_plain(cue, speaker, words))
                speaker, words = tag.label, [tag.text]
            else:
                words.append(line)
        if words:
            said.append(_said_plain(cue, speaker, words))
    return said


def _said_plain(cue: Cue, speaker: str, words: list[str]) -> Said:
    return Said(speaker=speaker, text=" ".join(words), begin_s=cue.begin_s, end_s=cue.end_s)


def _by_first_line(cues: list[Cue]) -> list[Said]:
    """Older Teams documents: the name alone on the first line of each cue, and the same few names again and again."""
    lines = [[_words(line).strip() for line in cue.lines if line] for cue in cues]
    first = [of_cue[0] for of_cue in lines if len(of_cue) > 1]
    few = len(set(first)) <= max(2, len(first) // 2)
    if not (few and len(first) >= max(2, 0.9 * len(cues)) and all(map(is_name, first))):
        return [_said_plain(cue, "", of_cue) for cue, of_cue in zip(cues, lines, strict=True)]
    return [
        _said_plain(cue, of_cue[0] if len(of_cue) > 1 else "", of_cue[1:] or of_cue)
        for cue, of_cue in zip(cues, lines, strict=True)
    ]
