"""Text with names before or above the words to what was said: as Zoom, Teams, Otter, Meet and people write it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from msgspec.structs import replace

from coach.transcripts.cues import unescaped
from coach.transcripts.labels import DOCUMENT, STAMP, is_name, may_be_name, seconds_of, speakers_among, tag_of
from coach.transcripts.said import Said

_TIME = r"(?:\d{1,3}:)?\d{1,3}:\d{2}"
_CAPTION = re.compile(r"^\s*\[([^\]\n]{1,80})\]\s+(\d{1,2}:\d{2}:\d{2})(?:\s*([AaPp])\.?[Mm]\b\.?)?\s*(.*)$")
_NAME_TIME = re.compile(
    rf"^\s*(?P<name>[^\W\d_][^\n:]{{0,58}}?)(?P<gap>\s+[-–—|]?\s*)[\[(]?(?P<time>{_TIME})[\])]?\s*$"
)
_MEET_END = re.compile(
    r"^(?:meeting ended (?:after|at)\b|transcription ended after\b|this editable transcript was )", re.IGNORECASE
)
_FOOTER = re.compile(
    r"^(?:transcribed by https?://\S*otter\.ai\S*|.{0,60}\b(?:started|stopped) transcription)\s*$", re.IGNORECASE
)
_HEADING = re.compile(r"^#{1,6}\s+")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|&])")
DAY_S = 86_400.0


@dataclass(frozen=True)
class Layout:
    """A layout that fits, and what it found."""

    format: str
    said: list[Said]


def read_text(text: str) -> Layout | None:
    """What was said, by the layout that fits; None where no name can be found."""
    lines = text.split("\n")
    for layout in (_captions, _names_above, _tagged):
        found = layout(lines)
        if found is not None:
            return found
    return None


def _captions(lines: list[str]) -> Layout | None:
    """Zoom's saved captions: ``[Name] 18:30:05`` and the words below; wall clock to talk clock."""
    if sum(bool(_CAPTION.match(line)) for line in lines) < 1:
        return None
    said: list[Said] = []
    first, before, days = None, 0.0, 0.0
    for line in lines:
        head = _CAPTION.match(line)
        if head:
            at = _on_the_wall(head[2], (head[3] or "").lower())
            if at < before - DAY_S / 2:
                days += DAY_S
            before = at
            first = at if first is None else first
            said.append(Said(speaker=head[1].strip(), text=head[4], begin_s=max(0.0, at + days - first)))
        elif said and line.strip():
            _go_on(said, line)
    return Layout("zoom-captions", said)


def _on_the_wall(stamp: str, half: str) -> float:
    """Seconds since midnight; ``half``: ``a`` or ``p`` on a clock of twelve hours."""
    at = seconds_of(stamp)
    return at % (DAY_S / 2) + (DAY_S / 2 if half == "p" else 0) if half else at


def _go_on(said: list[Said], line: str) -> None:
    """One more line of the last speaker."""
    if said[-1].text.strip():
        said.append(Said(speaker=said[-1].speaker, text=line))
    else:
        said[-1] = replace(said[-1], text=line)


def _names_above(lines: list[str]) -> Layout | None:
    """Otter and Teams: ``Ana Ruiz   0:09`` above the words."""
    heads = [_NAME_TIME.match(line) if len(line) <= 200 else None for line in lines]
    counts = Counter(head["name"] for head in heads if head)
    wide = {head["name"] for head in heads if head and _is_wide(head["gap"])}
    twice = {name for name in counts if counts[name] > 1}
    names = {name for name in wide | twice if is_name(name) or (name in twice and may_be_name(name))}
    said: list[Said] = []
    for line, head in zip(lines, heads, strict=True):
        if head and head["name"] in names:
            said.append(Said(speaker=head["name"], text="", begin_s=seconds_of(head["time"])))
        elif said and line.strip() and not _FOOTER.match(line.strip()[:300]):
            _go_on(said, line)
    if not any(piece.text.strip() for piece in said):
        return None
    otter = any("otter.ai" in line for line in lines) or any(head and head["gap"] == "  " for head in heads)
    return Layout("otter" if otter else "teams-text", said)


def _is_wide(gap: str) -> bool:
    return len(gap) > 1 or "\t" in gap or "\xa0" in gap


def _tagged(lines: list[str]) -> Layout | None:
    """``Name: words``, with or without times; Google Meet's text and Markdown are of this kind."""
    meet, body = _meet_body(lines)
    body = [unescaped(line) for line in body]
    tags = [tag_of(line) for line in body]
    real = sum(bool(line.strip()) and _stamp(line) is None for line in body)
    names = speakers_among([tag.label for tag in tags if tag], real)
    said: list[Said] = []
    pending: float | None = None
    for line, tag in zip(body, tags, strict=True):
        stamp = _stamp(line)
        if stamp is not None:
            pending = stamp
        elif tag and tag.label in names:
            said.append(Said(speaker=tag.label, text=tag.text, begin_s=pending if tag.begin_s is None else tag.begin_s))
            pending = None
        elif said and tag and tag.label.casefold() in DOCUMENT:
            said.append(Said(speaker="", text=tag.text))
        elif said and line.strip() and not _FOOTER.match(line.strip()[:300]):
            _go_on(said, line)
    if not any(piece.text.strip() for piece in said if piece.speaker):
        return None
    timed = any(tag and tag.label in names and tag.begin_s is not None for tag in tags)
    return Layout("meet" if meet else "timed-lines" if timed else "tagged-lines", said)


def _stamp(line: str) -> float | None:
    found = STAMP.match(_HEADING.sub("", line.strip()).strip("*_ ")) if len(line) < 40 else None
    return seconds_of(found[1]) if found else None


def _meet_body(lines: list[str]) -> tuple[bool, list[str]]:
    """Whether the text is Google Meet's, and the lines between its head and its foot, without Markdown escapes."""
    bare = [_HEADING.sub("", line.strip()).strip("*_ ").casefold() for line in lines]
    ends = [i for i, line in enumerate(bare) if _MEET_END.match(line)]
    if "attendees" not in bare[:200] and not ends:
        return False, lines
    title = ("– transcript", "- transcript")
    starts = [i + 1 for i, line in enumerate(bare[:200]) if line == "transcript" or line.endswith(title)]
    start = starts[-1] if starts else 0
    end = next((i for i in ends if i >= start), len(lines))
    return True, [_ESCAPED.sub(r"\1", line) for line in lines[start:end]]
