"""The command line: parse, call, print. Results on standard output, all else on standard error."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from coach import __version__

if TYPE_CHECKING:
    import argparse

SCREENS = (None, "demo")
"""Commands that open the app, which draws on the terminal itself."""


JUST_OPEN = SimpleNamespace(command=None, home=None)
"""What parsing no words at all gives, without the parser: it isn't needed on the way to the first page."""


def main(argv: Sequence[str] | None = None) -> None:
    """The program ``coach``; ends with status 0, or 2 where something needs the person."""
    raise SystemExit(run(sys.argv[1:] if argv is None else argv))


def run(argv: Sequence[str]) -> int:
    from coach.commands.speaking import cleaned
    from coach.errors import CoachError

    with cleaned():
        args = parser().parse_args(argv) if argv else cast("argparse.Namespace", JUST_OPEN)
    try:
        from coach import commands

        with contextlib.nullcontext() if args.command in SCREENS else cleaned():
            return commands.run(args)
    except CoachError as error:
        with cleaned():
            print(" ".join(str(error).split()), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def parser() -> argparse.ArgumentParser:
    """The commands and their options; importing this costs nothing else."""
    import argparse

    top = argparse.ArgumentParser(
        prog="coach", description="A private mirror for mentoring talks. Without a command: open the app."
    )
    top.add_argument("--version", action="version", version=f"coach {__version__}")
    top.add_argument(
        "--home", metavar="FOLDER", help="where your pairs are kept (default: the usual place, or $COACH_HOME)"
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, help_: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")

    command("demo", "open a sample pair with half a year of sessions; nothing of yours is touched")
    one = command("prepare", "print what helps before the next session")
    one.add_argument("pair", help="name or id of the pair")
    one.add_argument("--as", dest="side", choices=("mentor", "mentee"), default="mentor", help="who prepares")
    one = command("analyze", "read a note and print who did what")
    one.add_argument("file", nargs="?", help="a text file; - or nothing with --jsonl: standard input")
    one.add_argument("--mentor", default="", help="the mentor's name")
    one.add_argument("--mentee", default="", help="the mentee's name")
    one.add_argument("--author", choices=("mentor", "mentee", "both"), default="both", help="who wrote the note")
    one.add_argument("--mentor-pronouns", default="they", help="she, he or they")
    one.add_argument("--mentee-pronouns", default="they", help="she, he or they")
    one.add_argument("--json", action="store_true", help="print the whole reading as JSON")
    one.add_argument("--jsonl", action="store_true", help="one JSON record a line in, one answer a line out")
    one.add_argument("--jobs", type=int, default=1, help="processes to read with (with --jsonl)")
    one = command("review", "print or save the review of a pair")
    one.add_argument("pair", help="name or id of the pair")
    one.add_argument("--since", metavar="DAY", help="from this day (2026-05-01)")
    one.add_argument("--until", metavar="DAY", help="up to this day")
    for kind, what in (
        ("html", "a page to keep or print"),
        ("markdown", "Markdown"),
        ("json", "JSON"),
        ("turns", "turns for research, one JSON a line"),
    ):
        one.add_argument(f"--{kind}", metavar="FILE", help=f"save as {what}")
    one.add_argument(
        "--names", choices=("keep", "replace"), default="replace", help="names in what is saved (default: replaced)"
    )
    one.add_argument("--quotes", action="store_true", help="include words from the notes")
    one.add_argument("--agreed", action="store_true", help="both of you agree to this; without it nothing is saved")
    one = command("import", "take over a transcript of a session")
    one.add_argument("file")
    one.add_argument("--pair", required=True, help="name or id of the pair")
    one.add_argument("--day", help="day of the talk (default: today)")
    one.add_argument("--mentor-is", action="append", default=[], metavar="NAME", help="this speaker is the mentor")
    one.add_argument("--mentee-is", action="append", default=[], metavar="NAME", help="this speaker is the mentee")
    one = command("export", "write everything, in the clear, into a folder")
    one.add_argument("folder")
    one = command("backup", "write one file that holds everything, and check it")
    one.add_argument("file")
    one = command("restore", "bring a backup back; what is here now is kept aside")
    one.add_argument("file")
    guides = command("guides", "templates and prompts: list, show, search, check, new")
    inner = guides.add_subparsers(dest="what", metavar="WHAT", required=True)
    inner.add_parser("list", help="every template and focus")
    inner.add_parser("show", help="one template or prompt").add_argument("id")
    inner.add_parser("search", help="find by meaning").add_argument("query", nargs="+")
    inner.add_parser("check", help="check a folder of your own guides").add_argument("folder", nargs="?")
    new = inner.add_parser("new", help="copy a template to a file of your own")
    new.add_argument("id")
    new.add_argument("--as", dest="new_id", help="its new id")
    command("lock", "set or change the passphrase")
    command("unlock", "remove the passphrase")
    command("doctor", "look whether everything is in order")
    return top
