"""Numbers, days and names to the plain words of a review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coach import notes
from coach.records import Pair, Side

SIDES: tuple[Side, Side] = ("mentor", "mentee")
TITLES = ("dr", "prof", "mr", "mrs", "ms", "mx", "sir", "professor", "doctor")
STEPS = {"share": "points of a hundred", "scale": "steps of five"}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def name(pair: Pair, side: Side) -> str:
    """The first name, or all of it where first names are the same or a title comes first."""
    full, beside = (notes.one_line(pair.person(each).name) for each in (side, other(side)))
    first = full.split(" ", 1)[0]
    plain = len(first) > 1 and first.isalpha() and first.casefold() not in TITLES
    return first if plain and first.casefold() != beside.split(" ", 1)[0].casefold() else full


def owner(pair: Pair, side: str) -> str:
    """A name, or both names."""
    return name(pair, side) if side in SIDES else f"{name(pair, 'mentor')} and {name(pair, 'mentee')}"


def other(side: Side) -> Side:
    return "mentee" if side == "mentor" else "mentor"


def number(count: int) -> str:
    """Words up to twelve, figures beyond."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else str(count)


def counted(count: int, what: str, many: str = "") -> str:
    return f"{number(count)} {what if count == 1 else many or what + 's'}"


def talks(count: int) -> str:
    return counted(count, "talk")


def times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{number(count)} times")


def percent(share: float) -> str:
    return f"{round(share * 100)} %"


def moved(amount: float, unit: str) -> str:
    """A difference in ``STEPS`` of its unit, with a sign (a real minus)."""
    size = f"{abs(amount) * 100:.0f}" if unit == "share" else f"{abs(4 * amount):.1f}".removesuffix(".0")
    return size if float(size) == 0 else f"{'+' if amount > 0 else '−'}{size}"


def value(amount: float, unit: str) -> str:
    """``45 %``, or ``3.5 of 5`` for a scale that runs from 0 to 1 for 1 to 5."""
    return percent(min(1.0, max(0.0, amount))) if unit == "share" else f"{step(amount)} of 5"


def step(amount: float) -> str:
    return f"{min(5.0, max(1.0, 1 + 4 * amount)):.1f}".removesuffix(".0")


def day(iso: str, year: bool = True) -> str:
    """``12 May 2026``; what is no day stays as it is."""
    when = as_date(iso)
    if when is None:
        return notes.one_line(iso)
    return f"{when.day} {MONTHS[when.month - 1]}" + (f" {when.year}" if year else "")


def month(iso: str, beside: str = "") -> str:
    """``May``, with its year where the day beside it lies in another one."""
    when = as_date(iso)
    if when is None:
        return notes.one_line(iso)
    return MONTHS[when.month - 1] + (f" {when.year}" if iso[:4] != beside[:4] else "")


def as_date(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def days_between(first: str, last: str) -> int:
    a, b = as_date(first), as_date(last)
    return (b - a).days if a and b else 0


def listed(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def sentence(text: str) -> str:
    """With a capital letter at its beginning."""
    return text[:1].upper() + text[1:]
