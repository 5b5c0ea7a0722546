"""A sheet to plain Markdown in which people's words are only words."""

from __future__ import annotations

import re

from coach import notes
from coach.report.leaving import leaving
from coach.report.options import Options
from coach.report.sheet import Part, Table, sheet
from coach.review import Review

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~^$&@])")
_LINK = re.compile(r":(?=\S)|(?<=www)\.", re.IGNORECASE)
_START = re.compile(r"^([+\-=>]|\d+(?=[.)]))")


def plain(text: str) -> str:
    """Text on one line that Markdown, HTML within it, mathematics, links and spreadsheets leave alone."""
    text = _SPECIAL.sub(r"\\\1", notes.one_line(text))
    text = _LINK.sub(lambda found: f"\\{found[0]}", text)
    return _START.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", text)


def markdown(review: Review, options: Options, day: str = "") -> str:
    """The review as Markdown. Raises CoachError where both agreed to nothing."""
    review, _ = leaving(review, options)
    found = sheet(review, day)
    lines = [f"# {plain(found.title)}", "", plain(found.lead), ""]
    lines += _paragraphs(found.notices)
    if found.glance:
        lines += ["## At a glance", "", *_paragraphs(found.glance)]
    if found.views:
        lines += ["## First each alone", ""]
    for view in found.views:
        lines += [f"### {plain(view.title)}", ""]
        for section in view.sections:
            lines += [f"#### {plain(section.title)}", "", *_paragraphs(section.sentences)]
    if found.parts:
        lines += ["## Then together", ""]
    for part in found.parts:
        lines += _part(part)
    lines += ["---", "", plain(found.foot), "", plain(found.made), ""]
    return "\n".join(lines)


def _paragraphs(sentences: tuple[str, ...]) -> list[str]:
    return [line for sentence in sentences for line in (plain(sentence), "")]


def _part(part: Part) -> list[str]:
    lines = [f"### {plain(part.title)}", "", *_paragraphs(part.sentences)]
    lines += _paragraphs((part.lead,) if part.lead else ()) + _paragraphs(part.quiet)
    for table in part.tables:
        lines += _table(table)
    if part.words:
        lines += [*(f"- {plain(text)}" for text in part.words), ""]
    return lines


def _table(table: Table) -> list[str]:
    rows = (table.head, tuple("---" for _ in table.head), *table.rows)
    return [plain(table.caption), "", *(_row(row, raw=i == 1) for i, row in enumerate(rows)), ""]


def _row(cells: tuple[str, ...], raw: bool) -> str:
    return f"| {' | '.join(cell if raw else plain(cell) for cell in cells)} |"
