"""Names and people's own words: replaced or removed, and none remains."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from review_talks import PAIR, half_year

from coach.guides import Guides
from coach.records import Action, Agreement, Correction, Marker, Note, Person, Session, StageRun, Turn
from coach.report import ITEMS, Mask, Options, both_agree, json_text, markdown, page, utterances
from coach.review import review

MASK = Mask(PAIR)
SECRET = "Jo Brandt (JB, Jojo) and priya raman, Pri; J.B. asked P. what Priya's boss said to jo_brandt and PriyaRaman"
NAMES = re.compile(r"\b(?i:jo|jojo|brandt|jb|j\.b|priya|pri|raman|priyaraman|captain)\b|\bP\b")


def planted() -> tuple[Session, ...]:
    """Talks with both names in every field that holds free text."""
    found = []
    for i, session in enumerate(half_year()):
        note = Note(id="n", text=SECRET, author="both", stage="arrive")
        turns = (Turn(speaker="mentor", text=SECRET, begin_s=1.0), Turn(speaker="mentee", text=f"{SECRET} Captain!"))
        marker = Marker(id="commands", family="rank", speaker="mentor", start=0, end=1, text=SECRET, note="n")
        found.append(
            replace(
                session,
                template=f"own-{i % 2}", notes=(note,), turns=turns if i > 8 else (),
                actions=(Action(id=f"{i}", text=SECRET, owner="both", made=session.day),
                         Action(id=f"{i}x", text=SECRET, owner="mentee", made=session.day, due="when Jo can")),
                answers={"decision": "Go on and change something", "change-what": SECRET,
                         "change-from": f"when {SECRET}", "learned@mentor": SECRET, "own": SECRET},
                corrections=(Correction(words="x", speaker="mentor", alias="Captain"),),
                stages=(StageRun(id="a", title=SECRET, minutes=5, spent_s=900.0),),
                mirror=replace(session.mirror, markers=(marker,), sentence=SECRET),
            )
        )  # fmt: skip
    return tuple(found)


@pytest.fixture(scope="module")
def secret(guides: Guides):
    own = dict(guides.templates)
    for i in range(2):
        own[f"own-{i}"] = replace(guides.templates["regular-check-in"], id=f"own-{i}", title=f"Own {SECRET}")
    renamed = Guides(guides.shipped)
    renamed.__dict__["templates"] = own
    renamed.__dict__["prompts"] = {
        id_: replace(prompt, text=f"{prompt.text} {SECRET}") for id_, prompt in guides.prompts.items()
    }
    pair = replace(PAIR, agreements=tuple(replace(a, text=f"{a.text} {SECRET}") for a in PAIR.agreements))
    return review(pair, planted(), renamed)


def test_no_name_remains_in_any_format(secret):
    options = Options(items=frozenset(ITEMS), quotes="keep", consent=both_agree(*ITEMS))
    for text in (
        page(secret, options),
        markdown(secret, options),
        json_text(secret, options),
        utterances(secret.pair, secret.sessions, options),
    ):
        body = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
        body = re.sub(r"</?(p|pri|pr)\b[^>]*>", "", body)
        assert not NAMES.findall(body)
        assert not Mask(secret.pair, sessions=secret.sessions).remaining(
            body.replace("Person A", "").replace("Person B", "")
        )
        assert "Person A" in text or "person-a" in text


def test_no_words_of_people_remain_when_quotes_are_removed(guides: Guides):
    word = "Zebrafinch"
    talks = tuple(
        replace(
            s,
            notes=(Note(id="n", text=word, author="both"),),
            actions=(Action(id=s.id, text=word, owner="mentor"),),
            answers={
                "decision": "Go on and change something",
                "change-what": word,
                "learned": word,
                "change-from": word,
            },
            mirror=replace(
                s.mirror,
                markers=(Marker(id="commands", family="rank", speaker="mentor", start=0, end=1, text=word, note="n"),),
            ),
        )
        for s in half_year()
    )
    pair = replace(PAIR, agreements=tuple(replace(a, text=word) for a in PAIR.agreements))
    found = review(pair, talks, guides)
    kept = Options(names="keep", quotes="keep", consent=both_agree())
    removed = replace(kept, quotes="remove")
    for write in (page, markdown, json_text):
        assert word in write(found, kept)
        assert word not in write(found, removed)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("asked P what's hardest", "asked Person B what's hardest"),
        ("p: not sure", "Person B: not sure"),
        ("JO said so", "Person A said so"),
        ("job and joke, prior and privacy", "job and joke, prior and privacy"),
        ("mail jo.brandt@example.org", "mail Person A@example.org"),
        ("Jo's and Priya’s", "Person A's and Person B’s"),
        ("J.B. and J. B. and jbrandt", "Person A and Person A and Person A"),
        ("Brandt, Jo", "Person A"),
        ("J\u200bo", "Person A"),
    ],
)
def test_ways_of_naming(text: str, masked: str):
    assert MASK(text) == masked


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("Will Grant", "Will will grant it", "Person A will grant it"),
        ("May Lin", "we may ask May, 12 Lin", "we may ask Person A, 12 Person A"),
        ("José Núñez", "Jose and JOSÉ and Nunez", "Person A and Person A and Person A"),
        ("May Lin", "since 12 May and in May 2026", "since 12 May and in May 2026"),
        ("Ana Ruiz", "A good talk, said A. Then A: yes", "A good talk, said Person A. Then Person A: yes"),
        ("Ines Roth", "I asked I: why", "I asked Person A: why"),
        ("Anne-Marie Le Roy", "Anne, Marie and Anne Marie met Roy", "Person A, Person A and Person A met Person A"),
        ("Dr. Smith", "Dr. Smith and smith", "Person A and Person A"),
        ("李 明", "李 said", "Person A said"),
    ],
)
def test_names_that_are_words_too(name: str, text: str, masked: str):
    pair = replace(PAIR, mentor=Person(name=name), mentee=Person(name="Zoë Quark"))
    result = Mask(pair)(text)
    assert result.replace("Person A Person A", "Person A") == masked


def test_a_shared_surname_is_either_of_them():
    pair = replace(PAIR, mentor=Person(name="Jo Brandt"), mentee=Person(name="Priya Brandt"))
    assert Mask(pair)("the Brandt way") == "the Person A or B way"


def test_other_words_can_be_left_out_too():
    assert Mask(PAIR, also=("Hendrik", "night network"))("Hendrik of the Night Network") == "someone of the someone"


def test_other_words_are_left_out_where_names_stay(guides: Guides):
    found = review(PAIR, half_year(), guides)
    text = markdown(found, Options(names="keep", quotes="keep", consent=both_agree(), also=("boss",)))
    assert "Talk to JB's someone" in text


def test_names_learned_from_corrections_are_replaced():
    session = half_year()[-1]
    assert Mask(PAIR, sessions=(session,))("Captain said") == "Person A said"


@given(st.text(max_size=60))
def test_masking_any_text_leaves_no_name(text: str):
    once = MASK(f"{text} Jo {text} Priya")
    assert not MASK.remaining(once.replace("Person A", "·").replace("Person B", "·"))


def test_agreements_without_words_keep_their_figures(guides: Guides):
    pair = replace(PAIR, agreements=(Agreement(id="a", text="Zebrafinch", since="2026-07-20"),))
    text = markdown(review(pair, half_year(), guides), Options(consent=both_agree()))
    assert "Since 20 July 2026" in text and "Zebrafinch" not in text
