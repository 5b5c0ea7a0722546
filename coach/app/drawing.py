"""Numbers to lines of text: bands, bars, sparklines and charts, in the two people's colours and strokes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

MENTOR_STROKE = "▌"
MENTEE_STROKE = "┊"
_BLOCKS = "▁▂▃▄▅▆▇█"


def stroke(side: str) -> str:
    return MENTOR_STROKE if side == "mentor" else MENTEE_STROKE


def ink(side: str) -> str:
    """The theme's colour for a side, as a style; what is neither's stays in the ink of the page."""
    return f"${side}" if side in ("mentor", "mentee") else "$foreground"


def band(low: float, high: float, width: int) -> Content:
    """The talk as one line: surely the mentor's, somebody's (the interval), surely the mentee's."""
    first = round(max(0.0, min(1.0, low)) * width)
    last = max(first, round(max(0.0, min(1.0, high)) * width))
    return Content.assemble(
        (MENTOR_STROKE * first, "$mentor"),
        ("▒" * (last - first), "$quiet"),
        (MENTEE_STROKE * (width - last), "$mentee"),
    )


def bar(count: int, most: int, side: str, width: int) -> Content:
    """A count as strokes: one stroke each while there is room, scaled to the longest where there isn't."""
    if count <= 0:
        return Content("")
    length = count if most <= width else max(1, round(count * width / most))
    return Content.assemble((stroke(side) * length, ink(side)))


def spark(values: Sequence[float | None]) -> str:
    """Shares from 0 to 1 as a row of blocks between fixed limits; a gap where there is no value."""
    return "".join(" " if value is None else _BLOCKS[min(7, max(0, int(value * 8)))] for value in values)


def time_bar(done: float, width: int) -> Content:
    """A thin line, heavy for what is behind us."""
    length = round(max(0.0, min(1.0, done)) * width * 2)
    full, half = divmod(length, 2)
    return Content.assemble(
        ("━" * full + ("╸" if half else ""), "$mentor"),
        ("─" * (width - full - half), "$rule"),
    )


def clock(seconds: float) -> str:
    """``12:05``; hours only when there are any."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def percent(share: float) -> str:
    return f"{round(share * 100)}"


def chart(
    points: Sequence[tuple[float | None, float, float]],
    aim: float | None,
    width: int,
    height: int,
    colour: str = "$mentor",
    labels: tuple[str, str, str] = ("100 %", "50 %", "0 %"),
) -> list[Content]:
    """Points between 0 and 1 with their intervals: ● the value, │ the interval, ┄ the aim; a column for each point.

    ``height`` is the number of lines of the plot, ``labels`` stand at its top, middle and foot. With more points than
    columns the latest are drawn.
    """
    gutter = 6
    room = max(1, width - gutter)
    shown = list(points)[-max(1, room // 2) :]
    step = max(2, min(8, room // max(1, len(shown))))
    grid = [[" "] * room for _ in range(height)]
    if aim is not None:
        grid[_row(aim, height)] = ["┄"] * room
    for index, (value, low, high) in enumerate(shown):
        column = index * step + step // 2
        if value is None:
            grid[height - 1][column] = "·"
            continue
        for row in range(_row(high, height), _row(low, height) + 1):
            grid[row][column] = "│"
        grid[_row(value, height)][column] = "●"
    marks = {"●": f"{colour} bold", "│": colour, "┄": "$quiet", "·": "$quiet"}
    places = {0: labels[0], (height - 1) // 2: labels[1], height - 1: labels[2]}
    return [_chart_line(places.get(row, ""), line, marks) for row, line in enumerate(grid)]


def _row(value: float, height: int) -> int:
    return min(height - 1, max(0, round((1 - value) * (height - 1))))


def _chart_line(label: str, line: Sequence[str], marks: Mapping[str, str]) -> Content:
    parts: list[str | tuple[str, str]] = [(f"{label:>5} ", "$quiet")]
    parts.extend((mark, marks[mark]) if mark in marks else mark for mark in line)
    return Content.assemble(*parts)
