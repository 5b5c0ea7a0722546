"""What a template does: other lengths, names in its text, and whom it fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.guides import Template, load_guides

TEMPLATES = load_guides().templates


@given(st.sampled_from(sorted(TEMPLATES)), st.integers(min_value=6, max_value=240))
def test_any_length_is_kept_to_the_minute_and_by_proportion(id: str, minutes: int) -> None:
    template = TEMPLATES[id]
    scaled = template.for_minutes(minutes)
    assert sum(stage.minutes for stage in scaled.stages) == scaled.minutes == minutes
    assert min(stage.minutes for stage in scaled.stages) >= 1
    if minutes >= 20:
        for before, after in zip(template.stages, scaled.stages, strict=True):
            assert abs(after.minutes - before.minutes * minutes / template.minutes) < 1


@pytest.mark.parametrize("minutes", [30, 45, 60])
def test_scaling_twice_is_scaling_once(minutes: int) -> None:
    for template in TEMPLATES.values():
        assert template.for_minutes(minutes).for_minutes(minutes) == template.for_minutes(minutes)


def test_stages_of_the_same_length_stay_so() -> None:
    half = TEMPLATES["reciprocal-exchange"].for_minutes(30)
    assert [stage.minutes for stage in half.stages] == [3, 11, 2, 11, 3]


def test_too_short_a_session_is_said() -> None:
    with pytest.raises(CoachError, match="Choose 5 minutes or more"):
        TEMPLATES["repair"].for_minutes(4)


def test_names_stand_where_the_text_speaks_of_mentor_and_mentee() -> None:
    named = TEMPLATES["goal-next-steps"].for_people("Jo", "Šárka")
    assert named.stages[2].title == "Jo's goal"
    assert "Šárka describes" in named.stages[1].do
    assert named.for_minutes(30).stages[2].title == "Jo's goal"


def test_odd_names_are_only_text() -> None:
    named = TEMPLATES["goal-next-steps"].for_people(r"\1 (the mentee)", "[b]")
    assert named.stages[2].title == r"\1 (the mentee)'s goal"


def test_names_leave_templates_of_another_language_alone() -> None:
    import msgspec

    other: Template = msgspec.structs.replace(TEMPLATES["repair"], language="de")
    assert other.for_people("Jo", "Priya") == other


def test_a_session_for_peers_is_not_offered_to_others() -> None:
    assert TEMPLATES["peer-exchange"].fits("peer", "cultivation")
    assert not TEMPLATES["peer-exchange"].fits("traditional", "cultivation")
    assert not TEMPLATES["closing"].fits("peer", "initiation")


def test_a_prompt_fits_by_side_kind_phase_and_template() -> None:
    prompts = load_guides().prompts
    assert prompts["mine-first"].fits("peer", "initiation", "repair", "mentor")
    assert not prompts["mine-first"].fits("peer", "initiation", "repair", "mentee")
    assert not prompts["peer-check"].fits("traditional", "initiation", "repair", "mentee")
    assert not prompts["three-talks-left"].fits("peer", "initiation", "repair", "mentee")
    assert not prompts["five-minutes-questions-only"].fits("peer", "cultivation", "repair", "mentee")
    assert prompts["five-minutes-questions-only"].fits("peer", "cultivation", "practice-lab", "mentee")
