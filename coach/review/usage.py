"""Sessions to what they were made of: templates used, time kept, guesses beside figures, wordings met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from coach import notes
from coach.guides import Guides
from coach.records import Pair, Session, Side
from coach.review import wording as say
from coach.review.gauges import LEAST_ACTS, balance, wordings
from coach.review.parts import Gap, Point, TimeKept, Used, Wordings
from coach.review.slopes import median_interval

FAMILIES = {"rank": "words of rank", "deference": "words of giving way", "reciprocity": "words of give and take"}
SHOWN = 3
"""How many titles and quotes of a family are shown."""
OVER = 1.1


def templates(sessions: Sequence[Session], guides: Guides) -> tuple[tuple[Used, ...], str]:
    """The templates used, commonest first, and the same in a sentence."""
    counts = Counter(session.template for session in sessions)
    found = tuple(
        Used(
            template=id_, title=notes.one_line(guides.templates[id_].title) if id_ in guides.templates else id_, count=n
        )
        for id_, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
    if not found:
        return (), ""
    parts = [f"{used.title} ({say.times(used.count)})" for used in found[:4]]
    rest = len(found) - 4
    more = f", and {say.counted(rest, 'other')}" if rest > 0 else ""
    joined = say.listed(parts) if not more else ", ".join(parts)
    return found, f"The plans you used: {joined}{more}."


def time_kept(sessions: Sequence[Session]) -> TimeKept:
    """Planned and spent minutes, where any stage was timed."""
    timed = [session for session in sessions if any(stage.spent_s > 0 for stage in session.stages)]
    if not timed:
        return TimeKept()
    pairs = [(session.minutes, sum(stage.spent_s for stage in session.stages) / 60) for session in timed]
    over = sum(spent > OVER * planned for planned, spent in pairs)
    longer = Counter(
        notes.one_line(stage.title)
        for session in timed
        for stage in session.stages
        if stage.spent_s > 60 * OVER * stage.minutes
    )
    longest = next((title for title, count in longer.most_common(1) if count > 1), "")
    skipped = sum(stage.skipped for session in timed for stage in session.stages)
    planned, spent = round(sum(p for p, _ in pairs)), round(sum(s for _, s in pairs))
    middle = round(median(s - p for p, s in pairs))
    usual = (
        "as long as planned"
        if middle == 0
        else f"{say.counted(abs(middle), 'minute')} {'longer' if middle > 0 else 'shorter'} than planned"
    )
    lead = f"{say.sentence(say.talks(len(timed)))} with a clock: {planned} minutes planned, {spent} spent"
    text = f"{lead}; the usual talk ran {usual}."
    text += f" The part that most often took longer: {longest}." if longest else ""
    return TimeKept(
        talks=len(timed), planned=planned, spent=spent, over=over, skipped=skipped, longest=longest, sentence=text
    )


def gaps(pair: Pair, sessions: Sequence[Session]) -> tuple[Gap, ...]:
    """Each person's guesses of the mentor's share beside the figures."""
    return tuple(gap for side in say.SIDES if (gap := _gap(pair, sessions, side)) is not None)


def _gap(pair: Pair, sessions: Sequence[Session], side: Side) -> Gap | None:
    points: list[Point] = []
    differences: list[float] = []
    for session in sessions:
        said = [guess.share for guess in session.guesses if guess.by == side]
        of = balance(session, side)
        if not said or of is None:
            continue
        points.append(
            Point(session=session.id, day=session.day, value=said[-1], low=of.low, high=of.high, basis=of.basis)
        )
        differences.append(said[-1] - of.value)
    if not points:
        return None
    inside = sum(point.low <= point.value <= point.high for point in points)
    middle, interval = median(differences), median_interval(differences)
    return Gap(
        side=side, count=len(points), inside=inside, median=middle,
        low=interval[0] if interval else None, high=interval[1] if interval else None,
        bases=tuple(sorted({point.basis for point in points})), points=tuple(points),
        sentence=_gap_sentence(pair, side, len(points), inside, middle, interval),
    )  # fmt: skip


def _gap_sentence(
    pair: Pair, side: Side, count: int, inside: int, middle: float, interval: tuple[float, float] | None
) -> str:
    name, mentor = say.name(pair, side), say.name(pair, "mentor")
    own = {"she": "her", "he": "his"}.get(pair.mentor.pronouns, "their")
    whose = f"{own} own share" if side == "mentor" else f"{mentor}'s share"
    fits = "none of them lay" if not inside else "all of them lay" if inside == count else f"{say.number(inside)} lay"
    if count == 1:
        fits = "it lay" if inside else "it didn't lie"
    text = f"{name} guessed {whose} after {say.talks(count)}; {fits} within the room of the figures."
    if interval is None or interval[0] <= 0 <= interval[1]:
        return text
    side_word = "higher" if middle > 0 else "lower"
    return f"{text} Mostly {name} guessed {side_word}, by about {abs(round(middle * 100))} points."


def met(pair: Pair, sessions: Sequence[Session], guides: Guides) -> tuple[Wordings, ...]:
    """Wordings of each family by each person; nothing for a person of whom nothing could be read."""
    open_notes = {note.id for session in sessions for note in session.notes if note.visibility == "both"}
    several = {session.id for session in sessions if any(note.visibility != "both" for note in session.notes)}
    found = []
    for side in say.SIDES:
        read = [s for s in sessions if s.mirror and sum(a.speaker == side for a in s.mirror.acts) >= LEAST_ACTS]
        for family in FAMILIES if read else ():
            with_any = [(s, some) for s in sessions if s.mirror and (some := wordings(s.mirror, family, side))]
            markers = [(session, marker) for session, some in reversed(with_any) for marker in some]
            titles = Counter(marker.id for _, marker in markers)
            words = (
                notes.one_line(marker.text)
                for session, marker in markers
                if marker.note in open_notes or (not marker.note and session.id not in several)
            )
            found.append(
                Wordings(
                    family=family,  # type: ignore[arg-type]
                    side=side, count=len(markers), talks=len(with_any), of=len(read),
                    titles=tuple(guides.markers[i].title for i, _ in titles.most_common(SHOWN) if i in guides.markers),
                    words=tuple(dict.fromkeys(filter(None, words)))[:SHOWN],
                    sentence=_wording_sentence(say.name(pair, side), family, len(markers), len(with_any), len(read)),
                )
            )  # fmt: skip
    return tuple(found)


def _wording_sentence(name: str, family: str, count: int, talks: int, of: int) -> str:
    what = FAMILIES[family]
    if not count:
        return f"No {what} from {name} were noticed in {say.talks(of)}."
    noticed = what.replace("words", "word", 1) if count == 1 else what
    where = f"in {say.number(talks)} of {say.talks(max(of, talks))}"
    return f"{say.sentence(say.number(count))} {noticed} from {name}, {where}."
