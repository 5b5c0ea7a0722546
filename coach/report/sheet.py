"""A review that may leave, to the parts of a page in their order: sentences, words, charts, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from coach import notes
from coach.records import Record, Side
from coach.report.charts import MOST, Chart
from coach.review import Point, Review, Trend, View, for_side
from coach.review import wording as say
from coach.review.parts import BASIS_WORDS
from coach.review.views import since

MEASURES: tuple[tuple[str, str, str], ...] = (
    ("balance", "How the talk was shared", "Each mark is {mentor}'s share of one talk."),
    ("telling", "Telling", "Advice and facts, of all that was noted of each of you."),
    ("listening", "Listening", "Asking, saying back and affirming, of all that was noted of each of you."),
    ("sharing", "Sharing", "Own stories, doubts and feelings, of all that was noted of each of you."),
    ("open_questions", "Open questions", "Questions that leave room for any answer, of all that each of you asked."),
    ("uptake", "Building on each other's words", "Turns that take up what the other had said."),
    ("comfort", "How comfortable it felt", "As each of you put it after the talk, from 1 to 5."),
    ("equality", "How equal it felt", "As each of you put it after the talk, from 1 (one decided) to 5 (as equals)."),
)
WORDINGS = (("rank", "Words of rank"), ("deference", "Words of giving way"), ("reciprocity", "Words of give and take"))
ROOM = "The thin lines show the room around each figure: nine times of ten the truth lies within."
HALF_STEP = "The thin lines show half a step of room either way."
FOOT = (
    "Figures from notes are estimates, and what they rest on is always named; figures of different kinds are never "
    "put together. A direction is only spoken of where six talks or more bear it and chance would rarely do the "
    "same. No cause is claimed. Nothing here is a mark for anybody: it's only about the two of you and your own aim."
)


class Table(Record, frozen=True, kw_only=True):
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The first cell of a row is its heading."""


class Part(Record, frozen=True, kw_only=True):
    id: str
    title: str
    lead: str = ""
    sentences: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    """Said more softly: the room around a slope, how the aim was met."""
    words: tuple[str, ...] = ()
    """People's own words."""
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()


class Sheet(Record, frozen=True, kw_only=True):
    title: str
    lead: str
    notices: tuple[str, ...]
    glance: tuple[str, ...]
    """What clearly moved, or one sentence that nothing did."""
    views: tuple[View, ...]
    parts: tuple[Part, ...]
    foot: str
    made: str


def sheet(review: Review, day: str = "") -> Sheet:
    """All parts that have something to say; ``day``: the day on which it's made."""
    moved = [t.sentence for t in review.trends if t.claimed]
    told = {(t.measure, t.side) for t in review.trends if t.claimed}
    moved += since([c for c in review.changes if c.claimed and (c.measure, c.side) not in told])
    names = say.owner(review.pair, "both")
    parts = [_measure(review, *row) for row in MEASURES]
    parts += [_markers(review), _guesses(review), _changes(review), _promises(review), _tried(review)]
    parts += [_usage(review), _answers(review)]
    return Sheet(
        title=f"{names}, looking back",
        lead=review.sentence,
        notices=review.notices,
        glance=tuple(moved)
        or (("Nothing has clearly moved yet, as far as these figures can tell.",) if review.trends else ()),
        views=tuple(view for side in say.SIDES if (view := for_side(review, side)).sections),
        parts=tuple(part for part in parts if part is not None),
        foot=FOOT,
        made=f"Made on {say.day(day or notes.today())}, on your own computer.",
    )


def _measure(review: Review, measure: str, title: str, lead: str) -> Part | None:
    trends = tuple(sorted(review.of(measure), key=lambda trend: (-len(trend.points), trend.side != "mentor")))
    if not trends:
        return None
    names: dict[str, str] = {side: say.name(review.pair, side) for side in say.SIDES}
    sentences = tuple(trend.sentence for trend in trends)
    longest = max(len(trend.points) for trend in trends)
    quiet = tuple(dict.fromkeys(trend.detail for trend in trends if trend.detail))
    cut = (f"The picture and the table show the latest {MOST} of {longest} talks.",) if longest > MOST else ()
    about = lead.replace("{mentor}", names["mentor"])
    room = HALF_STEP if trends[0].basis == "felt" else ROOM
    chart = Chart(
        id=f"chart-{measure.replace('_', '-')}", title=f"{title}, talk by talk", unit=trends[0].unit, trends=trends,
        names=names, desc=" ".join((about, *sentences, "The table beneath holds the same figures.")),
    )  # fmt: skip
    return Part(
        id=measure.replace("_", "-"), title=title, lead=f"{about} {room}", sentences=sentences,
        quiet=(*quiet, *cut), charts=(chart,), tables=(_points_table(review, title, trends),),
    )  # fmt: skip


def _points_table(review: Review, title: str, trends: Sequence[Trend]) -> Table:
    """A row for each talk, a column for each person, and one for what the figures rest on where that differs."""
    sides: list[Side | Literal[""]] = sorted({trend.side for trend in trends}, reverse=True)
    at: dict[tuple[str, str], Point] = {}
    unit = trends[0].unit
    for trend in trends:
        for point in trend.points[-MOST:]:
            at[point.session, trend.side] = point
    talks = sorted({(point.day, session) for (session, _), point in at.items()})[-MOST:]
    aimed = any(point.aim is not None for point in at.values())
    rests = trends[0].basis != "felt"
    head = ("Talk", *(f"{say.name(review.pair, side or 'mentor')}" for side in sides))
    head += ("your aim",) if aimed else ()
    head += ("rests on",) if rests else ()
    rows = []
    for day, session in talks:
        points = [at.get((session, side)) for side in sides]
        known = next(point for point in points if point is not None)
        row = (say.day(day), *(_cell(point, unit) for point in points))
        row += ((say.percent(known.aim) if known.aim is not None else "–"),) if aimed else ()
        row += (BASIS_WORDS[known.basis],) if rests else ()
        rows.append(row)
    return Table(caption=f"{title}, talk by talk", head=head, rows=tuple(rows))


def _cell(point: Point | None, unit: str) -> str:
    if point is None:
        return "can't tell"
    if point.basis == "felt":
        return f"{say.step(point.value)} of 5"
    low, high = round(point.low * 100), round(point.high * 100)
    return f"{say.value(point.value, unit)} ({low}–{high})"


def _markers(review: Review) -> Part | None:
    if not review.wordings:
        return None
    titles = dict(WORDINGS)
    rows = tuple(
        (
            titles[w.family],
            say.name(review.pair, w.side),
            str(w.count),
            f"{w.talks} of {w.of}",
            say.listed(w.titles) or "–",
        )
        for w in sorted(review.wordings, key=lambda w: [f for f, _ in WORDINGS].index(w.family))
    )
    moved = tuple(t.sentence for family, _ in WORDINGS for t in review.of(family) if t.claimed)
    return Part(
        id="markers",
        title="Words of rank, of giving way, of give and take",
        lead="Small wordings that show who stands where. They're signals to talk about, not faults.",
        sentences=(*(w.sentence for w in review.wordings if w.count), *moved) or ("None were noticed.",),
        words=tuple(
            dict.fromkeys(f"{say.name(review.pair, w.side)}: “{text}”" for w in review.wordings for text in w.words)
        ),
        tables=(Table(caption="Wordings", head=("Kind", "Whose", "times", "in talks", "mostly"), rows=rows),),
    )


def _guesses(review: Review) -> Part | None:
    if not review.gaps:
        return None
    mentor = say.name(review.pair, "mentor")
    at = {(point.session, gap.side): point for gap in review.gaps for point in gap.points}
    talks = sorted({(point.day, session) for (session, _), point in at.items()})[-MOST:]
    sides = [gap.side for gap in review.gaps]
    rows = []
    for day, session in talks:
        points = [at.get((session, side)) for side in sides]
        known = next(point for point in points if point is not None)
        room = f"{round(known.low * 100)}–{round(known.high * 100)} %, {BASIS_WORDS[known.basis]}"
        rows.append((say.day(day), *(say.percent(p.value) if p else "–" for p in points), room))
    head = ("Talk", *(f"{say.name(review.pair, side)} guessed" for side in sides), "the figure")
    return Part(
        id="guesses",
        title="Guesses beside figures",
        lead=f"What each of you guessed of {mentor}'s share before you looked.",
        sentences=tuple(gap.sentence for gap in review.gaps),
        tables=(Table(caption=f"Guesses of {mentor}'s share", head=head, rows=tuple(rows)),),
    )


def _changes(review: Review) -> Part | None:
    if not review.changes:
        return None
    agreed = {change.day: change.agreements for change in review.changes}
    words = tuple(f"{say.day(day)}: “{text}”" for day, texts in agreed.items() for text in texts)
    return Part(id="changes", title="Since you agreed", sentences=since(review.changes), words=words,
                lead="The talks before beside the talks since. Other things changed in that time too.")  # fmt: skip


def _promises(review: Review) -> Part | None:
    if not review.promised:
        return None
    still = [promise for each in review.promised for promise in each.open if promise.text]
    words = tuple(
        f"{say.owner(review.pair, p.owner)}: {p.text}" + (f" (by {say.day(p.due)})" if p.due else "") for p in still
    )
    return Part(id="promises", title="Promises", sentences=_sentences(review.promised), words=words,
                lead="Still open, in your own words:" if words else "")  # fmt: skip


def _tried(review: Review) -> Part | None:
    if not review.tried:
        return None
    return Part(id="tried", title="What you tried", lead="What was seen in the talks after. It may have other reasons.",
                sentences=tuple(f"“{each.text}” {each.sentence}" for each in review.tried))  # fmt: skip


def _usage(review: Review) -> Part | None:
    said = tuple(filter(None, (review.templates_sentence, review.time.sentence)))
    if not said:
        return None
    return Part(id="time", title="Plans and time", sentences=said)


def _answers(review: Review) -> Part | None:
    said = tuple(filter(None, (review.decision.sentence,)))
    words = []
    for each in review.answered:
        who = f"{say.name(review.pair, each.side)}: " if each.side else ""
        words.append(f"{each.text} {who}“{each.answer}”" if each.text else f"{who}“{each.answer}”")
    if not said and not words:
        return None
    return Part(id="answers", title="What you answered and decided", sentences=said, words=tuple(words))


def _sentences(some: Iterable[object]) -> tuple[str, ...]:
    return tuple(text for each in some if (text := getattr(each, "sentence", "")))
