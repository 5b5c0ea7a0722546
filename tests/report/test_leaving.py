"""What may leave: only items that both agreed to, in every format."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace
from review_talks import PAIR

from coach.errors import CoachError
from coach.report import ITEMS, PAGE_ITEMS, Options, allowed, both_agree, json_text, markdown, page, utterances
from coach.review import Review

WRITERS = (page, markdown, json_text)
TELLTALE = {
    "balance": "Jo's share of the talk came down",
    "stance": "Jo's telling (advice and facts)",
    "questions": "Jo's questions that were open",
    "markers": "words of rank from Jo",
    "comfort": "Priya's ease",
    "equality": "Priya's sense of talking as equals",
    "guesses": "Priya guessed Jo's share",
    "promises": "Jo promised twelve things",
    "tried": "Jo kept this after two talks",
    "templates": "Check-in",
    "time": "540 minutes planned",
    "answers": "You decided to go on and change something",
}
"""A sentence that gives away each item."""


def plain(text: str) -> str:
    return text.replace("&#39;", "'").replace("\\", "")


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("item", TELLTALE)
def test_an_item_without_the_consent_of_both_never_leaves(whole: Review, write, item: str):
    for missing in ({}, {"mentor": True}, {"mentor": True, "mentee": False}):
        consent = {**both_agree(), item: missing}
        assert TELLTALE[item] not in plain(write(whole, Options(names="keep", quotes="keep", consent=consent)))


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("item", TELLTALE)
def test_one_item_alone_leaves_alone(whole: Review, write, item: str):
    text = plain(write(whole, Options(names="keep", quotes="keep", consent=both_agree(item))))
    assert TELLTALE[item] in text
    assert not [other for other, words in TELLTALE.items() if other != item and words in text]


@pytest.mark.parametrize("write", WRITERS)
def test_an_item_that_nobody_asked_for_stays(whole: Review, write):
    options = Options(items=frozenset({"balance"}), names="keep", consent=both_agree())
    assert "ease" not in plain(write(whole, options))


@pytest.mark.parametrize("write", WRITERS)
def test_nothing_left_is_told_with_what_to_do(whole: Review, write):
    with pytest.raises(CoachError) as told:
        write(whole, Options())
    assert "both of you" in told.value.message
    with pytest.raises(CoachError):
        write(whole, Options(consent=both_agree("utterances"), items=frozenset({"utterances"})))


def test_changes_need_the_consent_for_their_measure_too(whole: Review):
    found = json.loads(json_text(whole, Options(consent=both_agree("changes", "comfort"))))
    assert {change["measure"] for change in found["changes"]} == {"comfort"}


def test_consent_is_only_a_clear_yes():
    asked = Options(consent={"balance": {"mentor": 1, "mentee": True}, "nonsense": {"mentor": True, "mentee": True}})  # type: ignore[dict-item]
    assert allowed(asked) == frozenset()


def test_turns_need_their_own_consent(whole: Review):
    with pytest.raises(CoachError):
        utterances(PAIR, whole.sessions, Options(items=frozenset(ITEMS), consent=both_agree(*PAGE_ITEMS)))


@pytest.mark.parametrize("write", WRITERS)
def test_no_id_of_the_store_leaves(whole: Review, everything: Options, write):
    text = write(whole, everything)
    assert PAIR.id not in text and "session-3" not in text


@pytest.mark.parametrize("write", WRITERS)
def test_a_pair_without_a_talk_gets_a_page_all_the_same(whole: Review, write, guides):
    from coach.review import review

    assert "no talk in this time" in write(review(PAIR, (), guides), Options(names="keep", consent=both_agree()))


def test_the_programme_never_leaves(whole: Review, everything: Options):
    assert "Hendrik" not in page(replace(whole, pair=PAIR), everything)
