"""``coach import``, ``export``, ``backup`` and ``restore``: files in and out."""

from __future__ import annotations

import argparse
import asyncio
import sys
from datetime import date
from pathlib import Path

from coach.commands.door import asked_passphrase, home_of, workspace_of
from coach.errors import CoachError
from coach.measures.words import balance_sentence, tier_words
from coach.notes import one_line
from coach.records import Side


def import_(args: argparse.Namespace) -> int:
    day = checked_day(args.day) if args.day else ""
    with workspace_of(args) as workspace:
        pair = workspace.pair(args.pair)
        imported = workspace.read_transcript(pair.id, Path(args.file))
        mapping = dict(imported.mapping)
        mapping.update(dict.fromkeys(args.mentor_is, "mentor") | dict.fromkeys(args.mentee_is, "mentee"))
        strangers = [name for name in {*args.mentor_is, *args.mentee_is} if name not in imported.mapping]
        unclear = [name for name, who in mapping.items() if who is None]
        names = ", ".join(imported.mapping)
        if strangers:
            raise CoachError(
                "No such speaker", f"Nobody in this file is called {strangers[0]}.", f"Its speakers: {names}."
            )
        if unclear:
            raise CoachError(
                "Who is who?",
                f"I can't tell who {' and '.join(unclear)} is.",
                f"Say so with --mentor-is NAME or --mentee-is NAME. The speakers: {names}.",
            )
        session = workspace.keep_transcript(
            pair.id, imported, {k: v for k, v in mapping.items() if v}, day or imported.day
        )
        session = asyncio.run(workspace.read_session(session))
        assert session.mirror is not None
        print(balance_sentence(session.mirror.balance, pair))
        balance = session.mirror.balance
        print(f"({round(100 * balance.low)} to {round(100 * balance.high)} %, {tier_words(balance)})")
    return 0


def checked_day(text: str) -> str:
    """The day as ``2026-11-17``; raises CoachError for what is none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise CoachError("Which day?", f"“{one_line(text)}” isn't a day.", "Write it like 2026-11-17.") from None


def export_(args: argparse.Namespace) -> int:
    with workspace_of(args) as workspace:
        sides: tuple[Side, ...] = ("mentor", "mentee")
        hide = [side for side in sides if any(workspace.has_code(pair.id, side) for pair in workspace.pairs())]
        if hide:
            print("Private notes under a code stay out.", file=sys.stderr)
        place = workspace.store.export_plain(Path(args.folder), hide)
        print(f"Everything is in {place}, readable by anyone who gets it.", file=sys.stderr)
    return 0


def backup_(args: argparse.Namespace) -> int:
    with workspace_of(args) as workspace:
        print(f"Kept and checked: {workspace.backup(Path(args.file))}", file=sys.stderr)
    return 0


def restore_(args: argparse.Namespace) -> int:
    from coach.store import PassphraseNeeded, Store

    folder = home_of(args) / "store"
    try:
        aside = Store.restore(Path(args.file), folder)
    except PassphraseNeeded:
        aside = Store.restore(Path(args.file), folder, asked_passphrase())
    print("Your pairs are back." + (f" What was here before is kept in {aside}." if aside else ""), file=sys.stderr)
    return 0
