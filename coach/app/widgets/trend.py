"""A trend of the review as a small chart with words beside it, or as rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from coach.app import drawing, words
from coach.app.safe import safe

if TYPE_CHECKING:
    from coach.review import Trend

HEIGHT = 7
FEWEST = 3
"""Points below which rows say more than a picture."""


class TrendChart(Widget):
    """Sentence first, then the points between fixed limits; ``table`` shows the same numbers in rows."""

    table: reactive[bool] = reactive(False, layout=True)

    def __init__(self, trend: Trend) -> None:
        super().__init__(classes="trend")
        self.trend = trend

    def _lines(self, width: int) -> list[Content]:
        trend = self.trend
        lines = [safe(trend.title).stylize("$quiet")]
        lines += safe(trend.sentence).stylize("bold").wrap(max(10, min(100, width)))
        lines += safe(trend.detail).stylize("$quiet").wrap(max(10, min(100, width))) if trend.detail else []
        if trend.points:
            as_rows = self.table or len(trend.points) < FEWEST
            lines += self._rows() if as_rows else self._chart(min(width, 100))
        return lines

    def _chart(self, width: int) -> list[Content]:
        points = [(point.value, point.low, point.high) for point in self.trend.points]
        labels = words.REVIEW_SCALE if self.trend.unit == "scale" else words.REVIEW_PERCENT
        ink = drawing.ink(self.trend.side) if self.trend.side else "$foreground"
        lines = drawing.chart(points, self.trend.aim, width, HEIGHT, ink, labels)
        first, last = words.day(self.trend.points[0].day), words.day(self.trend.points[-1].day)
        legend = words.REVIEW_LEGEND + (f"   {words.REVIEW_AIM}" if self.trend.aim is not None else "")
        days = f"      {first} – {last}" if len(points) > 1 else f"      {first}"
        return [*lines, Content(f"{days}   {legend}").stylize("$quiet").truncate(width)]

    def _rows(self) -> list[Content]:
        day, share, room, rests = words.REVIEW_COLUMNS
        rows = [Content(f"  {day:<16}{share:>12}   {room:<14}{rests}").stylize("$quiet")]
        for point in self.trend.points:
            value, low, high = (self._number(number) for number in (point.value, point.low, point.high))
            around = f"{low} – {high}"
            rows.append(Content(f"  {words.day(point.day):<16}{value:>12}   {around:<14}{point.note}"))
        return rows

    def _number(self, value: float) -> str:
        """A share in per cent, or a step of a scale from 1 to 5."""
        return f"{1 + 4 * value:.1f}" if self.trend.unit == "scale" else f"{drawing.percent(value)} %"

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.size.width))
