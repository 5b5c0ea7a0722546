"""A review to what each person reads first alone, and to what both read together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coach.records import Side
from coach.review import wording as say
from coach.review.parts import Change, Review, Section, Trend, View

TOGETHER = (
    ("balance", "How the talk was shared"),
    ("telling", "Telling"),
    ("listening", "Listening"),
    ("sharing", "Sharing"),
    ("open_questions", "Open questions"),
    ("uptake", "Building on each other's words"),
    ("comfort", "How comfortable it felt"),
    ("equality", "How equal it felt"),
)
STANCE = ("telling", "listening", "sharing", "open_questions", "uptake", "rank", "deference", "reciprocity")
WORDS = ("rank", "deference", "reciprocity")


def for_side(review: Review, side: Side) -> View:
    """What this person reads first, alone: how it felt to them, their guesses, promises, what they did and tried."""
    name = say.name(review.pair, side)
    felt = [t for measure in ("comfort", "equality") for t in review.of(measure, side)]
    mine = [t for measure in STANCE for t in review.of(measure, side) if t.claimed]
    return View(
        title=f"{name}, first alone",
        sections=_filled(
            Section(id=f"{side}-felt", title="How it felt to you", sentences=_sentences(felt)),
            Section(id=f"{side}-guesses", title="What you guessed",
                    sentences=tuple(gap.sentence for gap in review.gaps if gap.side == side)),
            Section(id=f"{side}-promises", title="What you promised",
                    sentences=tuple(p.sentence for p in review.promised if p.owner == side)),
            Section(id=f"{side}-did", title="What moved in how you talk",
                    sentences=_sentences(mine) or ("Nothing in how you talk has clearly moved.",)),
            Section(id=f"{side}-tried", title="What you tried",
                    sentences=_tried(review, (side,))),
        ),
    )  # fmt: skip


def together(review: Review) -> View:
    """What both read together: all measures of both, what came after agreements, promises, plans and time."""
    measures = [
        Section(id=measure, title=title, sentences=_sentences(review.of(measure))) for measure, title in TOGETHER
    ]
    wording = tuple(each.sentence for each in review.wordings if each.count)
    wording += _sentences(t for measure in WORDS for t in review.of(measure) if t.claimed)
    return View(
        title=f"{say.owner(review.pair, 'both')}, together",
        sections=_filled(
            *measures,
            Section(id="markers", title="Words of rank, of giving way, of give and take", sentences=wording),
            Section(id="guesses", title="Guesses beside figures", sentences=tuple(g.sentence for g in review.gaps)),
            Section(id="changes", title="Since you agreed",
                    sentences=since(review.changes)),
            Section(id="promises", title="Promises", sentences=tuple(p.sentence for p in review.promised)),
            Section(id="tried", title="What you tried", sentences=_tried(review, say.SIDES)),
            Section(id="templates", title="Plans for your talks", sentences=(review.templates_sentence,)),
            Section(id="time", title="Time", sentences=(review.time.sentence,)),
            Section(id="decision", title="What you decided", sentences=(review.decision.sentence,)),
        ),
    )  # fmt: skip


def _sentences(trends: Iterable[Trend]) -> tuple[str, ...]:
    return tuple(trend.sentence for trend in trends)


def since(changes: Sequence[Change]) -> tuple[str, ...]:
    """What is clear since each day, then in one sentence a day how much isn't."""
    clear = [f"Since {say.day(change.day)}: {change.sentence}" for change in changes if change.claimed]
    days = dict.fromkeys(change.day for change in changes)
    rest = [text for day in days if (text := _unclear(day, [change for change in changes if change.day == day]))]
    return (*clear, *rest)


def _unclear(day: str, changes: Sequence[Change]) -> str:
    count = sum(not change.claimed for change in changes)
    if not count:
        return ""
    other = "other " if count < len(changes) else ""
    return f"Since {say.day(day)}: no clear change in {say.counted(count, f'{other}measure')} that could be compared."


def _tried(review: Review, sides: Sequence[Side]) -> tuple[str, ...]:
    return tuple(f"“{each.text}” {each.sentence}" for each in review.tried if each.side in sides)


def _filled(*sections: Section) -> tuple[Section, ...]:
    """Without empty sentences, and without sections that have nothing to say."""
    kept = (Section(id=s.id, title=s.title, sentences=tuple(filter(None, s.sentences))) for s in sections)
    return tuple(section for section in kept if section.sentences)
