"""Scores to the tables of the model card.

python document.py CARD.md SCORES_FOLDER
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path


def table(rows: dict[str, dict[str, object]]) -> str:
    """A Markdown table: one row a data set, one column a figure."""
    columns = sorted({key for row in rows.values() for key in row if not isinstance(row[key], (dict, list))})
    lines = ["| on | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    lines += [
        f"| {name} | " + " | ".join(str(row.get(key, "")) for key in columns) + " |" for name, row in rows.items()
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("card", type=Path)
    parser.add_argument("scores", type=Path)
    args = parser.parse_args()
    text = args.card.read_text(encoding="utf-8")
    for file in sorted(args.scores.glob("*.json")):
        scores = json.loads(file.read_text(encoding="utf-8"))
        rows = {name: row for name, row in scores.items() if isinstance(row, dict)}
        block = f"<!-- {file.stem} -->\n{table(rows)}\n<!-- /{file.stem} -->"
        text = re.sub(rf"<!-- {file.stem} -->.*?<!-- /{file.stem} -->", lambda _: block, text, flags=re.S)  # noqa: B023
    args.card.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
