"""Points over time to one small SVG: a mark for each talk with its interval, the aim, a line only where one is borne.

People are told apart by fill and stroke, what a figure rests on by shape; colours come from the page's style. Nothing
in it needs a script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from coach.records import Record, Side
from coach.review import Point, Trend
from coach.review.wording import MONTHS, as_date

WIDTH, HEIGHT = 680, 250
LEFT, RIGHT, TOP, BOTTOM = 58, 664, 34, 214
DODGE = 5.5
"""How far the two people's marks of the same talk stand apart, half of it either way."""
SHAPES = {"notes": "circle", "words": "square", "timed": "diamond", "felt": "circle"}
SHORT = {"notes": "from notes", "words": "from a transcript", "timed": "by the clock", "felt": ""}
MOST = 60
"""Talks that a chart shows; of longer histories the latest."""


class Chart(Record, frozen=True, kw_only=True):
    id: str
    title: str
    desc: str
    """What the picture shows, in sentences, for those who don't see it."""
    unit: str
    trends: tuple[Trend, ...]
    names: dict[str, str]
    """Name by side; an empty side is the mentor's."""


def svg(chart: Chart) -> str:
    """The chart as one ``<svg>`` element."""
    place = _Place.of(chart.trends)
    both = len({trend.side for trend in chart.trends}) > 1
    parts = [*_grid(chart.unit), *_months(place), *_aims(chart.trends, place), *_legend(chart)]
    for trend in chart.trends:
        side: Side = trend.side or "mentor"
        shift = 0.0 if not both else -DODGE if side == "mentor" else DODGE
        if trend.claimed and trend.line:
            parts.append(_line(trend, place, side))
        for point in trend.points[-MOST:]:
            parts += _mark(point, place.x(point.day) + shift, side, SHAPES[trend.basis])
    title, desc = f"{chart.id}-title", f"{chart.id}-desc"
    return (
        f'<svg class="chart" role="img" viewBox="0 0 {WIDTH} {HEIGHT}" aria-labelledby="{title} {desc}">'
        f'<title id="{title}">{escape(chart.title)}</title><desc id="{desc}">{escape(chart.desc)}</desc>'
        f'<g aria-hidden="true">{"".join(parts)}</g></svg>'
    )


class _Place(Record, frozen=True):
    first: date
    days: int

    @classmethod
    def of(cls, trends: Iterable[Trend]) -> _Place:
        found = [when for t in trends for p in t.points[-MOST:] if (when := as_date(p.day)) is not None]
        first, last = min(found, default=date(2000, 1, 1)), max(found, default=date(2000, 1, 1))
        return cls(first, max(1, (last - first).days))

    def x(self, day: str) -> float:
        when = as_date(day) or self.first
        return LEFT + 18 + (RIGHT - LEFT - 36) * (when - self.first).days / self.days


def y(value: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * min(1.0, max(0.0, value))


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _grid(unit: str) -> list[str]:
    parts = []
    for i in range(5):
        label = f"{25 * i} %" if unit == "share" else str(i + 1)
        line = y(i / 4)
        parts.append(f'<line class="grid" x1="{LEFT}" y1="{_n(line)}" x2="{RIGHT}" y2="{_n(line)}"/>')
        parts.append(f'<text class="axis" x="{LEFT - 8}" y="{_n(line + 4)}" text-anchor="end">{label}</text>')
    return parts


def _months(place: _Place) -> list[str]:
    """A tick where a month begins, with at most seven names."""
    last = date.fromordinal(place.first.toordinal() + place.days)
    begins = [
        date(year, month, 1)
        for year in range(place.first.year, last.year + 1)
        for month in range(1, 13)
        if place.first < date(year, month, 1) <= last
    ]
    if not begins:
        label = f"{place.first.day} {MONTHS[place.first.month - 1][:3]}"
        return [_tick(place.x(place.first.isoformat()), label)]
    step = -(-len(begins) // 7)
    several = place.first.year != last.year
    return [
        _tick(place.x(begin.isoformat()), MONTHS[begin.month - 1][:3] + (f" {begin.year}" if several else ""))
        for begin in begins[::step]
    ]


def _tick(x: float, label: str) -> str:
    return (
        f'<line class="tick" x1="{_n(x)}" y1="{BOTTOM}" x2="{_n(x)}" y2="{BOTTOM + 5}"/>'
        f'<text class="axis" x="{_n(x)}" y="{BOTTOM + 20}" text-anchor="middle">{label}</text>'
    )


def _aims(trends: Sequence[Trend], place: _Place) -> list[str]:
    """One dashed line for an aim that was always the same, else a short one at each talk."""
    aims = {(point.day, point.aim) for trend in trends for point in trend.points[-MOST:] if point.aim is not None}
    values = {aim for _, aim in aims}
    if len(values) == 1:
        line = _n(y(values.pop()))
        return [f'<line class="aim" x1="{LEFT}" y1="{line}" x2="{RIGHT}" y2="{line}"/>']
    return [_rule("aim", place.x(day) - 9, y(aim), place.x(day) + 9, y(aim)) for day, aim in sorted(aims)]


def _rule(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{kind}" x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"/>'


def _line(trend: Trend, place: _Place, side: Side) -> str:
    a, b = trend.points[0].day, trend.points[-1].day
    start, end = trend.start or 0.0, trend.end or 0.0
    shown = trend.points[-MOST:][0].day
    if shown != a and a != b:
        first, last, here = as_date(a), as_date(b), as_date(shown)
        if first and last and here:
            start += (end - start) * (here - first).days / max(1, (last - first).days)
    return _rule(f"trend {side}", place.x(shown), y(start), place.x(b), y(end))


def _mark(point: Point, x: float, side: Side, shape: str) -> list[str]:
    low, high, value = y(point.low), y(point.high), y(point.value)
    return [
        f'<line class="room {side}" x1="{_n(x)}" y1="{_n(high)}" x2="{_n(x)}" y2="{_n(low)}"/>',
        _shape(x, value, side, shape),
    ]


def _shape(x: float, at: float, side: str, shape: str) -> str:
    if shape == "square":
        return f'<rect class="mark {side}" x="{_n(x - 4.5)}" y="{_n(at - 4.5)}" width="9" height="9"/>'
    if shape == "diamond":
        points = f"{_n(x)},{_n(at - 6.5)} {_n(x + 6.5)},{_n(at)} {_n(x)},{_n(at + 6.5)} {_n(x - 6.5)},{_n(at)}"
        return f'<polygon class="mark {side}" points="{points}"/>'
    return f'<circle class="mark {side}" cx="{_n(x)}" cy="{_n(at)}" r="5"/>'


def _legend(chart: Chart) -> list[str]:
    """What the marks mean, in a row above the chart: the people, then the shapes where there are several, the aim."""
    sides: list[Side] = sorted({trend.side or "mentor" for trend in chart.trends}, reverse=True)
    bases = list(dict.fromkeys(trend.basis for trend in chart.trends))
    parts, x = [], float(LEFT)
    for side in sides:
        label = _short(chart.names[side])
        parts.append(_rule(f"room {side}", x + 6, 6, x + 6, 22))
        parts += [_shape(x + 6, 14, side, SHAPES[bases[0]]), _label(x + 18, label)]
        x += 44 + 7 * len(label)
    for basis in bases if len(bases) > 1 or len(sides) == 1 else ():
        if SHORT[basis]:
            parts += [_shape(x + 6, 14, "both", SHAPES[basis]), _label(x + 18, SHORT[basis])]
            x += 40 + 6.6 * len(SHORT[basis])
    if any(point.aim is not None for trend in chart.trends for point in trend.points):
        parts += [_rule("aim", x, 14, x + 22, 14), _label(x + 28, "your aim")]
    return parts


def _label(x: float, text: str) -> str:
    return f'<text class="legend" x="{_n(x)}" y="18">{escape(text)}</text>'


def _short(label: str) -> str:
    return label if len(label) <= 20 else f"{label[:19]}…"
