"""``python -m bench [TOPIC ...] [--rounds N] [--write]``: the table on standard output, and for ``docs/speed.md``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from datetime import date

from bench import history, picture, reading, stalls, starting
from bench.measuring import ROOT, Row, load, machine, plain_environment

TOPICS: dict[str, Callable[[int], list[Row]]] = {
    "starting": starting.rows,
    "stalls": stalls.rows,
    "history": history.rows,
    "reading": reading.rows,
}
BEGIN, END = "<!-- table: python -m bench --write -->", "<!-- end of table -->"
QUICK: dict[str, Callable[[], list[Row]]] = {
    "starting": lambda: starting.rows(1),
    "stalls": lambda: stalls.rows(1, scale=0.1),
    "history": lambda: history.rows(1, sizes=(3,)),
    "reading": lambda: reading.rows(1, lines=2),
}
"""The same with next to nothing to do, to see that it runs."""


def table(rows: Iterable[Row]) -> str:
    lines = ["| | figure | floor | ratio | bar | met |", "|---|---|---|---|---|---|"]
    topic = ""
    for row in rows:
        if row.topic != topic:
            topic = row.topic
            lines.append(f"| **{topic}** | | | | | |")
        number = f"{row.value:,.0f}" if row.value >= 20 else f"{row.value:.2f}"
        floor = f"{row.floor:,.0f} ({row.floor_is})" if row.floor and row.floor >= 20 else ""
        floor = f"{row.floor:.2f} ({row.floor_is})" if row.floor and row.floor < 20 else floor
        sign = "≥" if row.more_is_better else "≤"
        bars = [f"{sign} {row.ratio_bar:g}x"] if row.ratio_bar else []
        bars += [f"{sign} {row.bar:g} {row.unit}"] if row.bar else []
        met = {True: "yes", False: "no", None: ""}[row.met]
        ratio = f"{row.ratio:.2f}" if row.ratio else ""
        lines.append(f"| {row.what} | {number} {row.unit} | {floor} | {ratio} | {', '.join(bars)} | {met} |")
    return "\n".join(lines)


def write(rows: list[Row], facts: str) -> None:
    """Put table and facts into docs/speed.md between its two marks, and the picture and figures beside it."""
    page = ROOT / "docs" / "speed.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n{facts}\n\n{table(rows)}\n{END}{after}", encoding="utf-8")
    (ROOT / "docs" / "pictures" / "speed.svg").write_text(picture.svg(rows), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help=f"{', '.join(TOPICS)} (default: all)")
    parser.add_argument("--rounds", type=int, default=5, help="times that each thing is measured (default: 5)")
    parser.add_argument("--quick", action="store_true", help="only see that it runs")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--write", action="store_true", help="put the table into docs/speed.md, with its picture")
    options = parser.parse_args()
    plain_environment()
    begun, rows = load(), []
    for topic in options.topics or TOPICS:
        print(f"measuring {topic} ...", file=sys.stderr, flush=True)
        rows += QUICK[topic]() if options.quick else TOPICS[topic](options.rounds)
    order = list(dict.fromkeys(row.topic for row in rows))
    rows.sort(key=lambda row: order.index(row.topic))
    facts = f"{date.today().isoformat()}; {machine()}; load before {begun}, after {load()}; medians of {options.rounds} or more."
    if options.json:
        print(json.dumps({"facts": facts, "rows": [row.to_json() for row in rows]}, indent=1))
    else:
        print(f"{facts}\n\n{table(rows)}")
    if options.write:
        write(rows, facts)


if __name__ == "__main__":
    main()
