"""Page, Markdown, JSON, turns, plain export and backup of hostile text: its words, and nothing that anything obeys."""

from __future__ import annotations

import html.parser
import json
from pathlib import Path

import pytest
from hostile_pair import EVERYTHING, MASKED, pair_of, talks_of
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace
from texts import GROUPS, TEXTS, UNSAFE

from coach.guides import Guides, load_guides
from coach.notes import clean, one_line, safe_file_name
from coach.report import json_text, markdown, page, utterances
from coach.report.markdown import plain
from coach.review import Review, review
from coach.store import Store

_TAGS = """html head meta title style body a header h1 h2 h3 h4 p nav ul li main section article div figure table caption
    thead tbody tr th td footer svg desc g line text rect circle polygon"""
TAGS = frozenset(_TAGS.split())
_ATTRIBUTES = """lang charset http-equiv content name class href aria-label aria-labelledby aria-hidden id tabindex scope role
    viewbox x y x1 y1 x2 y2 cx cy r width height points text-anchor"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())


@pytest.fixture(scope="module")
def guides() -> Guides:
    return load_guides()


def review_of(text: str, guides: Guides) -> Review:
    return review(pair_of(text), talks_of(text), guides)


class Page(html.parser.HTMLParser):
    """Every tag, attribute, comment and piece of text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()
        self.others: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value or "" for name, value in attrs if name == "href"}

    def handle_data(self, data: str) -> None:
        self.text += f"{data} "

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
@pytest.mark.parametrize("options", [EVERYTHING, MASKED], ids=["names", "masked"])
def test_the_page_holds_the_words_and_nothing_active(text: str, options: object, guides: Guides) -> None:
    made = page(review_of(text, guides), options)  # type: ignore[arg-type]
    found = Page(made)
    assert not UNSAFE.search(made)
    assert found.tags <= TAGS and found.attributes <= ATTRIBUTES and not found.others
    assert all(link.startswith("#") for link in found.links)
    if options is EVERYTHING:
        assert one_line(text) in one_line(found.text)


def inner(tokens: list[Token]) -> list[Token]:
    return [each for token in tokens for each in (token, *inner(token.children or []))]


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_markdown_has_no_live_link_no_html_and_the_same_parts(text: str, guides: Guides) -> None:
    made = markdown(review_of(text, guides), EVERYTHING)
    assert not UNSAFE.search(made)
    tokens = inner(MarkdownIt("gfm-like").parse(made))
    kinds = {token.type for token in tokens}
    assert not kinds & {"link_open", "image", "html_inline", "html_block", "fence", "code_inline", "code_block"}
    assert not kinds & {"blockquote_open", "ordered_list_open", "em_open", "strong_open", "s_open", "lheading_open"}
    words = "".join(token.content for token in tokens if token.type in ("text", "text_special", "softbreak"))
    assert "".join(one_line(text).split()) in "".join(words.split())


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_a_line_of_markdown_is_one_paragraph_that_no_spreadsheet_reckons(text: str) -> None:
    line = plain(text)
    tokens = MarkdownIt("gfm-like").parse(line)
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert not line.startswith(("=", "+", "-", "@", "\t", "\r", "#", ">", "|"))


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_json_and_turns_are_lines_of_clean_values(text: str, guides: Guides) -> None:
    found = review_of(text, guides)
    made = json_text(found, EVERYTHING)
    assert not UNSAFE.search(made)
    document = json.loads(made)
    assert document["people"]["mentor"] == one_line(f"Jo {text}")
    turns = utterances(found.pair, found.sessions, EVERYTHING)
    assert not UNSAFE.search(turns)
    assert all(set(json.loads(line)) >= {"id", "speaker", "text"} for line in turns.splitlines())


@pytest.mark.parametrize("group", GROUPS)
def test_a_day_that_is_no_day_does_no_harm(group: str, guides: Guides) -> None:
    for text in GROUPS[group]:
        talks = tuple(replace(talk, day=f"{talk.day}{text}") for talk in talks_of("x"))
        found = review(pair_of("x"), talks, guides)
        texts = page(found, EVERYTHING), markdown(found, EVERYTHING), json_text(found, EVERYTHING)
        assert not any(UNSAFE.search(made) for made in texts)
        assert Page(texts[0]).tags <= TAGS
        json.loads(texts[2])


@pytest.mark.parametrize("group", GROUPS)
def test_the_plain_export_is_safe_to_show_and_loses_nothing(group: str, tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        for number, text in enumerate(GROUPS[group]):
            store.put_pair(replace(pair_of(text), id=f"pair-{number}"))
            store.put_session(replace(talks_of(text)[0], id=f"s-{number}", pair=f"pair-{number}"))
        place = store.export_plain(tmp_path / "out")
    files = sorted(place.iterdir())
    assert len(files) == 2 * len(GROUPS[group])
    held = []
    for file in files:
        assert file.parent == place and file.is_file() and not UNSAFE.search(file.name)
        text = file.read_text(encoding="utf-8")
        assert not UNSAFE.search(text)
        if file.suffix == ".json":
            held.append(json.loads(text)["sessions"][0]["notes"][0]["text"])
    assert sorted(held) == sorted(text.encode("utf-8", "replace").decode() for text in GROUPS[group])


@pytest.mark.parametrize("group", GROUPS)
def test_a_backup_brings_back_every_character(group: str, tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        for number, text in enumerate(GROUPS[group]):
            store.put_pair(replace(pair_of(text), id=f"pair-{number}"))
        before = store.pairs()
        kept = store.backup(tmp_path / "all.backup")
    Store.restore(kept, tmp_path / "again")
    with Store.open(tmp_path / "again") as store:
        assert {pair.id: pair for pair in store.pairs()} == {pair.id: pair for pair in before}


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_a_file_name_from_any_words_stays_in_its_folder(text: str, tmp_path: Path) -> None:
    name = safe_file_name(text)
    assert name and len(name.encode()) <= 255 and not set(name) & set('/\\:*?"<>|.\0 ') and not name.startswith("-")
    assert not UNSAFE.search(name)
    file = tmp_path / f"{name}.txt"
    file.write_text(clean(text), encoding="utf-8")
    assert list(tmp_path.iterdir()) == [file]
