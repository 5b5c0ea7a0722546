"""Rows of the table to an SVG: how near each figure comes to its bar."""

from __future__ import annotations

from html import escape

from bench.measuring import Row

LINE, LEFT, WIDE, RIGHT = 24, 430, 300, 190
INK, QUIET, WITHIN, BEYOND = "#2f2a24", "#6b645a", "#3f7f6f", "#b4552d"


def svg(rows: list[Row]) -> str:
    """A bar for each figure that has a bar to meet; the line stands at the bar, twice of it is the right edge."""
    shown = [(row, used) for row in rows if (used := share_used(row)) is not None]
    height = 74 + LINE * len(shown)
    title = "How much of each limit is used"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDE + RIGHT} {height}" role="img" '
        f'aria-label="{title}" font-family="sans-serif" font-size="13">',
        f'<title>{title}</title><rect width="100%" height="100%" fill="#fffdf8"/>',
        f'<text x="16" y="26" font-size="16" fill="{INK}">{title}</text>',
        f'<text x="{LEFT + WIDE / 2}" y="44" text-anchor="middle" fill="{QUIET}">the limit</text>',
    ]
    for number, (row, used) in enumerate(shown):
        top = 52 + LINE * number
        length, colour = min(used, 2.0) / 2 * WIDE, WITHIN if row.met else BEYOND
        parts += [
            f'<text x="{LEFT - 10}" y="{top + 14}" text-anchor="end" fill="{INK}">{escape(_short(row.what))}</text>',
            f'<rect x="{LEFT}" y="{top + 3}" width="{length:.1f}" height="14" fill="{colour}"/>',
            f'<text x="{LEFT + WIDE + 10}" y="{top + 14}" fill="{INK}">{escape(figure(row))}</text>',
        ]
    middle = LEFT + WIDE / 2
    parts.append(
        f'<line x1="{middle}" x2="{middle}" y1="50" y2="{height - 16}" stroke="{INK}" stroke-dasharray="4 3"/></svg>'
    )
    return "\n".join(parts) + "\n"


def share_used(row: Row) -> float | None:
    """The figure as a part of its nearest limit, 1 at the limit; None where there is none."""
    used = []
    if row.ratio_bar is not None and row.ratio:
        used.append(row.ratio_bar / row.ratio if row.more_is_better else row.ratio / row.ratio_bar)
    if row.bar is not None and row.value:
        used.append(row.bar / row.value if row.more_is_better else row.value / row.bar)
    return max(used) if used else None


def figure(row: Row) -> str:
    number = f"{row.value:,.0f}" if row.value >= 20 else f"{row.value:.1f}"
    return f"{number} {row.unit}" + (f" ({row.ratio:.2f}x)" if row.ratio and row.ratio_bar else "")


def _short(text: str) -> str:
    text = text.replace("`", "")
    return text if len(text) <= 60 else text[:59] + "…"
