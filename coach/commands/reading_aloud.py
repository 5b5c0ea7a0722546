"""``coach prepare`` and ``coach review``: the same as on the screen, as plain lines."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from coach.commands.door import workspace_of
from coach.errors import CoachError
from coach.records import Action, Pair


def prepare_(args: argparse.Namespace) -> int:
    with workspace_of(args) as workspace:
        pair = workspace.pair(args.pair)
        found = workspace.prepare(pair.id, args.side)
        own = pair.person(args.side)
        other = pair.mentee if args.side == "mentor" else pair.mentor
        print(f"For {own.name}, before you meet {other.name}\n")
        print(found.glance)
        print(found.balance)
        _promises(f"You promised ({own.name}):", found.own_promises, pair)
        _promises(f"{other.name} promised:", found.other_promises, pair)
        if found.try_one:
            print(f"\nOne thing to try: {found.try_title}\n  {found.try_one.text}\n  ({found.try_one.why})")
        if found.openings:
            print("\nThree ways to begin:")
            for opening in found.openings:
                print(f"  {opening.text}\n    {opening.why}")
        template = workspace.guides.templates.get(found.template)
        if template:
            print(f"\nFor today: {template.title}. {found.template_why}")
        print("\nThe room:")
        for line in found.room:
            print(f"  {line}")
    return 0


def _promises(title: str, actions: tuple[Action, ...], pair: Pair) -> None:
    if actions:
        print(f"\n{title}")
        for action in actions:
            due = f" (by {action.due})" if action.due else ""
            print(f"  {action.text}{due}")


def review_(args: argparse.Namespace) -> int:
    with workspace_of(args) as workspace:
        pair = workspace.pair(args.pair)
        review = workspace.review(pair.id, args.since, args.until)
        from coach import report
        from coach.workspace.sharing import ExportKind, everything

        kinds: tuple[ExportKind, ...] = ("html", "markdown", "json", "turns")
        wanted = [(kind, getattr(args, kind)) for kind in kinds if getattr(args, kind)]
        if not wanted:
            print(report.markdown(review, everything(names=True, quotes=False)), end="")
            return 0
        if not args.agreed:
            raise CoachError(
                "Both of you decide",
                "What leaves this place is for both of you to decide.",
                "If you both agree, add --agreed.",
            )
        options = everything(names=args.names == "keep", quotes=args.quotes)
        for kind, file in wanted:
            print(f"Saved as {workspace.export(review, kind, options, Path(file))}", file=sys.stderr)
    return 0
