"""The guides to docs/coverage.md: who answers which row of ``guides/coverage.toml``, by source key.

python scripts/coverage.py            write the page
python scripts/coverage.py --check    say whether the page is up to date, and leave it
"""

from __future__ import annotations

import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import get_args

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coach.guides import Guides, load_guides
from coach.paths import guides_folder
from coach.records import Kind, Phase

PAGE = Path(__file__).resolve().parent.parent / "docs" / "coverage.md"
KEYS = {
    "people": "The people and the moments",
    "power": "Power, and what lowers it",
    "reciprocal": "Reciprocity",
    "boundaries": "Boundaries and difference",
    "programme": "Formal features",
    "two-way": "Benefits for both",
}


def rows() -> dict[str, dict[str, str]]:
    """What the library promises to speak to: source key to row to its sentence."""
    return tomllib.loads((guides_folder() / "coverage.toml").read_text(encoding="utf-8"))


def answers(guides: Guides) -> dict[str, dict[str, list[str]]]:
    """Row to kind of item (``session``, ``question``, ``prompt``, ``focus``, ``marker``) to the items that name it."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for template in guides.templates.values():
        for row in template.covers:
            found[row]["session"].append(template.title)
        for question in template.questions:
            for row in question.covers:
                found[row]["question"].append(question.text)
    for kind, items in (("focus", guides.foci), ("prompt", guides.prompts), ("marker", guides.markers)):
        for item in items.values():
            for row in item.covers:
                found[row][kind].append(getattr(item, "title", item.id))
    return found


def page(guides: Guides) -> str:
    found = answers(guides)
    lines = [
        "# What the library speaks to",
        "",
        "Made by `python scripts/coverage.py` from `guides/`; each row stands in `guides/coverage.toml`.",
        f"{len(guides.templates)} sessions, {len(guides.foci)} things to work on, {len(guides.prompts)} prompts, "
        f"{len(guides.markers)} markers.",
    ]
    for key, sentences in rows().items():
        lines += [
            "",
            f"## {KEYS[key]} (`{key}`)",
            "",
            "| row | sessions and questions | to work on | prompts | markers |",
        ]
        lines += ["|---|---|---|---:|---|"]
        for row, sentence in sentences.items():
            kinds = found[row]
            talks = kinds["session"] + [f"“{text}”" for text in kinds["question"]]
            cells = [sentence, "; ".join(talks), "; ".join(kinds["focus"]), str(len(kinds["prompt"]))]
            lines.append(f"| {' | '.join([*cells, '; '.join(kinds['marker'])])} |")
    lines += [
        "",
        "## Kinds and phases",
        "",
        "| | sessions that fit | prompts that fit | made for it |",
        "|---|---:|---:|---:|",
    ]
    for word, values in (("kinds", get_args(Kind)), ("phases", get_args(Phase))):
        for value in values:
            templates = [getattr(item, word) for item in guides.templates.values()]
            prompts = [getattr(item, word) for item in guides.prompts.values()]
            own = sum(value in each for each in (*templates, *prompts))
            fit = [sum(not each or value in each for each in group) for group in (templates, prompts)]
            lines.append(f"| {value} | {fit[0]} | {fit[1]} | {own} |")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    text = page(load_guides())
    if "--check" in arguments:
        same = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text
        print(
            f"{PAGE.name} is up to date." if same else f"{PAGE.name} is older than the guides. Run scripts/coverage.py."
        )
        return 0 if same else 1
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(text, encoding="utf-8")
    print(f"{PAGE.name} is written.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
