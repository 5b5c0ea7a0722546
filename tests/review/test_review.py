"""Talks made by hand to the words of a review."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from review_talks import KEPT, PAIR, acts, day, guess, half_year, stance, talk

from coach.guides import Guides, load_guides
from coach.records import Act, Action, Agreement, Choice, Dynamics, Marker, Note, Person, Session, StageRun
from coach.review import Review, for_side, review, together


@pytest.fixture(scope="module")
def guides() -> Guides:
    return load_guides()


@pytest.fixture(scope="module")
def whole(guides: Guides) -> Review:
    return review(PAIR, half_year(), guides)


def only(found: Review, measure: str, side: str | None = None):
    (trend,) = found.of(measure, side)  # type: ignore[arg-type]
    return trend


def balances(*shares: float | None, **more) -> tuple[Session, ...]:
    return tuple(talk(i, share, **more) for i, share in enumerate(shares))


# -- trends ----------------------------------------------------------------------------------------------------------


def test_a_steady_fall_over_six_talks_is_said(guides: Guides):
    trend = only(review(PAIR, balances(0.7, 0.65, 0.6, 0.55, 0.5, 0.45), guides), "balance")
    assert trend.claimed and trend.direction == "down" and trend.line
    assert trend.slope == pytest.approx(-0.05 * 30 / 14)
    assert trend.sentence == (
        "Jo's share of the talk came down: from about 70 % in May to about 45 % in July (six talks, from your notes)."
    )


def test_five_talks_are_too_few_however_steady(guides: Guides):
    trend = only(review(PAIR, balances(0.7, 0.65, 0.6, 0.55, 0.5), guides), "balance")
    assert not trend.claimed and not trend.line and trend.slope is None
    assert "too few talks to speak of a direction" in trend.sentence


def test_ups_and_downs_are_no_clear_change(guides: Guides):
    trend = only(review(PAIR, balances(0.5, 0.6, 0.45, 0.55, 0.5, 0.57, 0.48, 0.53), guides), "balance")
    assert trend.direction == "none"
    assert trend.sentence == (
        "No clear change in Jo's share of the talk over eight talks, from your notes: about 52 % in the middle."
    )


def test_talks_on_different_grounds_are_never_put_together(guides: Guides):
    counted = tuple(talk(i + 4, 0.5 - 0.05 * i, tier="words") for i in range(4))
    found = review(PAIR, (*balances(0.7, 0.65, 0.6, 0.55), *counted), guides)
    assert {trend.basis: len(trend.points) for trend in found.of("balance")} == {"notes": 4, "words": 4}
    assert not any(trend.claimed for trend in found.of("balance"))


def test_talks_that_cannot_be_told_leave_no_point(guides: Guides):
    found = review(PAIR, balances(0.5, None, 0.5), guides)
    assert len(only(found, "balance").points) == 2


def test_a_measure_that_never_moves_is_the_same_in_all(guides: Guides):
    trend = only(review(PAIR, balances(*[0.5] * 6), guides), "balance")
    assert trend.p is None
    assert trend.sentence == "Jo's share of the talk: the same in all six talks, from your notes, about 50 %."


def test_ease_is_told_in_steps_of_five(guides: Guides):
    talks = tuple(talk(i, guesses=(guess("mentee", 0.5, 3, c),)) for i, c in enumerate((2, 2, 3, 3, 4, 4, 4, 5)))
    trend = only(review(PAIR, talks, guides), "comfort")
    assert trend.sentence.startswith("Priya's ease went up: from about 1.5 of 5 in May")
    assert all(0 <= point.value <= 1 for point in trend.points)


def test_telling_with_turns_is_not_mixed_with_telling_from_notes(guides: Guides):
    mirror = replace(talk(1).mirror, dynamics=Dynamics(bins=(0.5,), pattern="no clear pattern"))
    found = review(PAIR, (talk(0), replace(talk(1), mirror=mirror)), guides)
    assert {trend.basis for trend in found.of("telling", "mentor")} == {"notes", "words"}


def test_three_acts_are_the_least_for_a_stance(guides: Guides):
    few = replace(talk(0).mirror, mentor=stance("mentor", 1, 1, 0))
    assert review(PAIR, (replace(talk(0), mirror=few),), guides).of("telling", "mentor") == ()


def test_the_aim_is_held_beside_the_room_of_each_talk(guides: Guides):
    trend = only(review(PAIR, balances(0.4, 0.5, 0.7, 0.2), guides), "balance")
    assert trend.aim == 0.4
    assert trend.detail == (
        "Your aim of about 40 % for Jo fits two of four talks, from your notes; "
        "Jo spoke for more than that in one and for less in one."
    )


def test_different_aims_leave_no_single_line(guides: Guides):
    found = review(PAIR, (talk(0, aim=0.4), talk(1, aim=0.2)), guides)
    assert only(found, "balance").aim is None
    assert [point.aim for point in only(found, "balance").points] == [0.4, 0.2]


# -- since an agreement ----------------------------------------------------------------------------------------------


def agreed(index: int):
    return replace(PAIR, agreements=(Agreement(id="a", text="Ask first.", since=day(index)),))


def test_a_clear_step_after_an_agreement_is_said_without_a_cause(guides: Guides):
    found = review(agreed(4), balances(0.7, 0.71, 0.69, 0.72, 0.5, 0.51, 0.49, 0.52), guides)
    (change,) = [c for c in found.changes if c.measure == "balance"]
    assert change.claimed and change.agreements == ("Ask first.",)
    assert change.shift == pytest.approx(-0.2)
    assert change.sentence == (
        "Jo's share of the talk is lower than before: about 50 %, where it had been about 70 % "
        "(four talks before, four since, from your notes)."
    )


def test_three_talks_since_are_too_few(guides: Guides):
    assert not review(agreed(5), balances(0.7, 0.71, 0.69, 0.72, 0.7, 0.5, 0.51, 0.49), guides).changes


def test_an_agreement_of_the_first_day_has_no_before(guides: Guides):
    assert not review(agreed(0), balances(*[0.5 + i / 100 for i in range(10)]), guides).changes


# -- guesses, promises, prompts, plans, time, wordings ---------------------------------------------------------------


def test_guesses_lie_within_the_room_or_beside_it(guides: Guides):
    talks = tuple(talk(i, 0.5, guesses=(guess("mentor", g, 3),)) for i, g in enumerate((0.3, 0.4, 0.5)))
    (gap,) = review(PAIR, talks, guides).gaps
    assert (gap.count, gap.inside) == (3, 2)
    assert gap.median == pytest.approx(-0.1)
    assert gap.sentence == "Jo guessed his own share after three talks; two lay within the room of the figures."


def test_six_guesses_on_one_side_are_said_to_lean(whole: Review):
    jo, priya = whole.gaps
    assert "Mostly Jo guessed lower, by about 20 points." in jo.sentence
    assert "Priya guessed Jo's share" in priya.sentence


def test_promises_of_both_sides_are_counted_once_each(guides: Guides):
    kept = Action(id="1", text="a", owner="mentor", made=day(0), due=day(1), done=day(2))
    talks = (
        talk(0, actions=(replace(kept, done=None), Action(id="2", text="b", owner="mentor"))),
        talk(1, actions=(kept, Action(id="3", text="c", owner="mentee", dropped=True))),
    )
    mentor, mentee = review(PAIR, talks, guides).promised
    assert (mentor.made, mentor.kept, len(mentor.open)) == (2, 1, 1)
    assert mentor.sentence == "Jo promised two things; one is kept, one of them later than planned, one still open."
    assert mentee.sentence == "Priya promised one thing; it was let go."


def test_a_prompt_is_followed_into_the_talk_after_and_no_cause_is_claimed(guides: Guides):
    before = replace(talk(0, choices=(KEPT,)), mirror=replace(talk(0).mirror, acts=acts(4, 4, 0)))
    back = tuple(Act(start=i, end=i + 1, speaker="mentor", act="reflect", confidence=0.9) for i in range(4))
    after = talk(1, carried=(replace(KEPT, used=True),))
    after = replace(after, mirror=replace(after.mirror, acts=(*back, *acts(2, 2, 0)[:4])))
    (tried,) = review(PAIR, (before, after), guides).tried
    assert tried.difference == pytest.approx(0.5)
    assert tried.low < tried.difference < tried.high
    assert (tried.kept, tried.used, tried.compared) == (1, 1, 1)
    assert "50 points of a hundred higher than in the talk before" in tried.sentence


def test_a_prompt_without_a_talk_after_says_that_nothing_can_be_read(guides: Guides):
    (tried,) = review(PAIR, (talk(0, choices=(KEPT,)),), guides).tried
    assert tried.difference is None
    assert "doesn't show in these figures" in tried.sentence


def test_a_prompt_that_is_no_longer_there_keeps_its_id(guides: Guides):
    gone = Choice(prompt="gone", focus="gone", state="kept")
    (tried,) = review(PAIR, (talk(0, choices=(gone,)), talk(1)), guides).tried
    assert tried.text == "gone"


def test_prompts_only_offered_are_not_told(guides: Guides):
    assert not review(PAIR, (talk(0, choices=(replace(KEPT, state="dismissed"),)),), guides).tried


def test_plans_are_counted_by_their_titles(whole: Review, guides: Guides):
    assert [(used.template, used.count) for used in whole.templates] == [
        ("regular-check-in", 9),
        ("goal-next-steps", 3),
    ]
    assert guides.templates["regular-check-in"].title in whole.templates_sentence


def test_time_is_planned_beside_spent(guides: Guides):
    stages = (
        StageRun(id="a", title="Arriving", minutes=5, spent_s=600),
        StageRun(id="b", title="Rest", minutes=40, spent_s=2700),
    )
    time = review(PAIR, (talk(0, stages=stages), talk(1, stages=stages), talk(2)), guides).time
    assert (time.talks, time.planned, time.spent, time.over) == (2, 90, 110, 2)
    assert time.longest == "Arriving"


def test_wordings_of_private_notes_are_counted_but_never_quoted(guides: Guides):
    private = Note(id="n", text="you must", author="mentor", visibility="mentor")
    marker = Marker(id="commands", family="rank", speaker="mentor", start=0, end=8, text="you must", note="n")
    found = review(PAIR, (talk(0, notes=(private,), markers=(marker,)),), guides)
    (rank,) = [w for w in found.wordings if w.family == "rank" and w.side == "mentor"]
    assert rank.count == 1 and rank.words == ()
    assert rank.titles == (guides.markers["commands"].title,)


# -- the whole -------------------------------------------------------------------------------------------------------


def test_a_span_holds_its_first_and_last_day(guides: Guides):
    found = review(PAIR, balances(*[0.5] * 5), guides, since=day(1), until=day(3))
    assert [session.day for session in found.sessions] == [day(1), day(2), day(3)]
    assert (found.since, found.until) == (day(1), day(3))


def test_no_talk_is_said_in_one_sentence(guides: Guides):
    found = review(PAIR, (), guides)
    assert found.sentence == "Jo and Priya had no talk in this time."
    assert not found.trends and not found.promises


def test_talks_of_an_earlier_reader_and_unread_ones_are_told(guides: Guides):
    found = review(PAIR, (talk(0), replace(talk(1), mirror=None)), guides, reader_version="r2")
    assert found.notices == (
        "One talk is not in the mirror yet, so it's missing from the figures.",
        "One talk was read by another version of the reader; figures can shift a little once it is read again.",
    )


def test_each_view_first_holds_only_its_own(whole: Review):
    jo, priya = for_side(whole, "mentor"), for_side(whole, "mentee")
    assert not any("Priya's" in text or text.startswith("Priya") for text in jo.sentences)
    assert not any("Jo's ease" in text or text.startswith("Jo promised") for text in priya.sentences)
    assert any("Priya's ease" in text for text in together(whole).sentences)


def test_sentences_use_names_and_no_grades(whole: Review):
    for text in (*for_side(whole, "mentor").sentences, *together(whole).sentences):
        assert "mentor" not in text.lower() and "mentee" not in text.lower()
        assert not any(word in text.lower() for word in ("good", "bad", "score", "well done", "failed", "poor"))


def test_people_with_the_same_first_name_keep_their_full_names(guides: Guides):
    pair = replace(PAIR, mentor=Person(name="Sam Hill"), mentee=Person(name="Sam Roy"))
    assert review(pair, (talk(0),), guides).sentence.startswith("Sam Hill and Sam Roy")


@pytest.mark.parametrize(
    ("steps", "rhythm"),
    [
        (2, "more than once a week"),
        (7, "about once a week"),
        (21, "about every three weeks"),
        (90, "about every three months"),
    ],
)
def test_the_rhythm_is_told_in_weeks_or_months(guides: Guides, steps: int, rhythm: str):
    talks = tuple(talk(i, day=day(i, steps)) for i in range(4))
    assert rhythm in review(PAIR, talks, guides).sentence


def test_the_screen_finds_what_it_needs(whole: Review):
    assert whole.promises and whole.guesses and whole.questions and whole.answers
    assert all(
        0 <= point.low <= point.value <= point.high <= 1 and point.note for t in whole.trends for point in t.points
    )
