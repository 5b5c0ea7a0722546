"""Page, Markdown, JSON and turns: text of people is only text, and shapes are as published."""

from __future__ import annotations

import html.parser
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import DAY
from msgspec.structs import replace
from review_talks import PAIR, guess, half_year, talk

from coach.guides import Guides
from coach.records import Action, Note, Turn
from coach.report import ITEMS, Options, both_agree, json_text, markdown, page, utterances
from coach.report.markdown import plain
from coach.review import Review, review

SCHEMA = Path(__file__).parents[2] / "docs" / "review.schema.json"
NASTY = "<script>alert(1)</script> [x](javascript:alert(1)) =1+1 {{ 7 * 7 }} {% raw %} `a` | b \x1b[31m \u202e & \"'"


def nasty(guides: Guides) -> Review:
    talks = tuple(
        replace(
            s, actions=(Action(id=s.id, text=NASTY, owner="mentor"),), answers={"learned": NASTY, "decision": NASTY}
        )
        for s in half_year()
    )
    pair = replace(PAIR, mentor=replace(PAIR.mentor, name=f"Jo{NASTY}"))
    return review(pair, talks, guides)


class Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def tags(text: str) -> Tags:
    parser = Tags()
    parser.feed(text)
    return parser


# -- the page --------------------------------------------------------------------------------------------------------


def test_text_of_people_is_never_markup_on_the_page(guides: Guides, everything: Options):
    text = page(nasty(guides), everything)
    assert "script" not in [tag for tag, _ in tags(text).seen]
    assert "{{ 7 * 7 }}" in text and "&lt;script&gt;" in text
    assert "\x1b" not in text and "\u202e" not in text


def test_the_page_needs_nothing_from_outside(whole: Review, everything: Options):
    text = page(whole, everything)
    found = tags(text).seen
    assert not [
        tag for tag, _ in found if tag in ("script", "link", "img", "iframe", "object", "embed", "form", "base")
    ]
    assert not [
        (tag, name) for tag, attrs in found for name in attrs if name in ("src", "style") or name.startswith("on")
    ]
    assert all((attrs.get("href") or "#").startswith("#") for _, attrs in found)
    assert not re.search(r"url\(|@import|https?:", text)


def test_a_strict_policy_binds_the_style(whole: Review, everything: Options):
    (policy,) = [a["content"] for t, a in tags(page(whole, everything)).seen if t == "meta" and "http-equiv" in a]
    assert policy and policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_each_chart_is_well_formed_with_title_description_and_table(whole: Review, everything: Options):
    text = page(whole, everything)
    charts = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert len(charts) == text.count("<figure>") >= 6
    for chart in charts:
        root = ElementTree.fromstring(chart)
        title, desc = root[0], root[1]
        assert title.tag == "title" and title.text and desc.tag == "desc" and desc.text
        assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {desc.attrib['id']}"
    assert text.count("<table>") >= len(charts)


def test_ids_are_unique_and_links_lead_somewhere(whole: Review, everything: Options):
    found = tags(page(whole, everything)).seen
    ids = [attrs["id"] for _, attrs in found if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert all((attrs["href"] or "")[1:] in ids for tag, attrs in found if tag == "a")


def test_no_line_is_drawn_through_fewer_than_six_points(guides: Guides):
    few = tuple(talk(i, 0.7 - 0.05 * i) for i in range(5))
    six = tuple(talk(i, 0.7 - 0.05 * i) for i in range(6))
    options = Options(consent=both_agree())
    assert 'class="trend' not in page(review(PAIR, few, guides), options)
    assert 'class="trend mentor"' in page(review(PAIR, six, guides), options)


def test_what_figures_rest_on_has_its_own_shape(guides: Guides):
    talks = (talk(0, 0.5), talk(1, 0.5, tier="words"), talk(2, 0.5, tier="timed"))
    text = page(review(PAIR, talks, guides), Options(consent=both_agree("balance")))
    for shape in ('<circle class="mark mentor"', '<rect class="mark mentor"', '<polygon class="mark mentor"'):
        assert shape in text


def test_a_long_history_shows_the_latest_sixty_and_says_so(guides: Guides):
    talks = tuple(talk(i, 0.4 + (i % 7) / 50) for i in range(70))
    text = page(review(PAIR, talks, guides), Options(consent=both_agree("balance")))
    assert "the latest 60 of 70 talks" in text
    assert text.count('<circle class="mark mentor"') == 61


def test_the_page_is_the_same_each_time(whole: Review, everything: Options):
    assert page(whole, everything, DAY) == page(whole, everything, DAY)
    assert "Made on 25 November 2026" in page(whole, everything, DAY)


# -- Markdown --------------------------------------------------------------------------------------------------------


def test_text_of_people_is_never_markup_in_markdown(guides: Guides, everything: Options):
    text = markdown(nasty(guides), everything)
    assert "<script" not in text.replace("\\<script", "")
    assert "[x](" not in text.replace("\\[x\\](", "")
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("# no heading", "\\# no heading"),
        ("- no list", "\\- no list"),
        ("1. no list", "1\\. no list"),
        ("=SUM(A1)", "\\=SUM(A1)"),
        ("+1", "\\+1"),
        ("@cell", "\\@cell"),
        ("two\nlines", "two lines"),
        ("see https://x.org or www.x.org", "see https\\://x.org or www\\.x.org"),
        ("$a^2$ *b* _c_ `d` ~e~ a|b", "\\$a\\^2\\$ \\*b\\* \\_c\\_ \\`d\\` \\~e\\~ a\\|b"),
        ("It's 5 % (3–7), isn't it: yes.", "It's 5 % (3–7), isn't it: yes."),
    ],
)
def test_words_stay_words(text: str, safe: str):
    assert plain(text) == safe


def test_tables_have_the_same_number_of_cells_in_each_row(whole: Review, everything: Options):
    blocks = re.findall(r"(?:^\|.*\n)+", markdown(whole, everything), re.MULTILINE)
    assert blocks
    for block in blocks:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1


# -- JSON ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("items", [tuple(ITEMS), ("balance",), ("answers",), ("time", "guesses")])
def test_the_json_has_its_published_shape(whole: Review, items: tuple[str, ...], guides: Guides):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    jsonschema.Draft202012Validator.check_schema(schema)
    talks = (
        talk(0, guesses=(guess("mentor", 0.4, 3),), actions=(Action(id="a", text="x", owner="mentor", due="soon"),)),
    )
    for found in (whole, nasty(guides), review(PAIR, talks, guides), review(PAIR, (), guides)):
        for quotes in ("keep", "remove"):
            options = Options(quotes=quotes, items=frozenset(items), consent=both_agree(*items))  # type: ignore[arg-type]
            assert not list(validator.iter_errors(json.loads(json_text(found, options))))


def test_the_json_numbers_talks_in_their_order(whole: Review):
    found = json.loads(json_text(whole, Options(consent=both_agree("comfort"))))
    points = next(m for m in found["measures"] if m["side"] == "mentee")["points"]
    assert [point["talk"] for point in points] == list(range(1, 13))


# -- turns -----------------------------------------------------------------------------------------------------------


def rows(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_turns_answer_each_other_in_their_conversation(whole: Review, everything: Options):
    first, second = rows(utterances(PAIR, whole.sessions, everything))
    assert set(first) == {"id", "speaker", "conversation_id", "reply_to", "timestamp", "text", "meta"}
    assert (first["id"], first["conversation_id"], first["reply_to"]) == ("talk-12-1", "talk-12-1", None)
    assert (second["reply_to"], second["conversation_id"]) == ("talk-12-1", "talk-12-1")
    assert (first["timestamp"], second["timestamp"]) == (0.0, 3.0)


def test_turns_name_nobody_even_where_a_page_would(whole: Review, everything: Options):
    text = utterances(PAIR, whole.sessions, everything)
    assert "Person B, what's new" in text and "Priya" not in text and "JB" not in text


def test_others_who_spoke_are_left_out(whole: Review, everything: Options):
    assert "Coffee" not in utterances(PAIR, whole.sessions, everything)


def test_a_transcript_private_to_one_stays(everything: Options):
    note = Note(id="t", text="…", author="both", visibility="mentor", source="zoom-vtt")
    turns = (Turn(speaker="mentor", text="open"),)
    private = talk(1, notes=(note,), turns=(Turn(speaker="mentor", text="closed"),))
    text = utterances(PAIR, (talk(0, turns=turns), private), everything)
    assert "open" in text and "closed" not in text
