"""Loading: what is refused and how it is said, one's own folder, and what stays unloaded."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.guides import check_guides, load_guides
from coach.paths import guides_folder

TEMPLATE = """
title = "A walk"
purpose = "You walk. You talk."
minutes = 20
share = 0.4
share_reason = "The mentee chooses the way."

[[stage]]
id = "out"
title = "Out"
minutes = 12
do = "Walk."

[[stage]]
id = "back"
title = "Back"
minutes = 8
do = "Turn round."
"""

FOCUS = """
title = "Look up"
lack = "eyes on the table"
why = "It helps."

[[prompt]]
id = "look-up-once"
text = "Shall we look out of the window for a moment?"
"""

MARKER = """
family = "rank"
title = "Boss"
says = "Somebody was called boss."
patterns = [[{ LOWER = "boss" }]]
examples = ["Yes, boss."]
counter_examples = ["Yes, Bo."]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for kind in ("sessions", "prompts", "markers"):
        (tmp_path / kind).mkdir()
    return tmp_path


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_own_files_stand_beside_the_shipped_ones(own: Path) -> None:
    put(own, "sessions/walk.toml", TEMPLATE)
    put(own, "prompts/look-up.toml", FOCUS)
    put(own, "markers/boss.toml", MARKER)
    guides, shipped = load_guides(own), load_guides()
    assert guides.templates.keys() - shipped.templates.keys() == {"walk"}
    assert guides.prompts["look-up-once"].focus == "look-up"
    assert guides.foci["look-up"].title == "Look up"
    assert guides.markers["boss"].matcher_patterns() == [[{"LOWER": "boss"}]]
    assert guides.notices == ()
    assert check_guides(own) == []


def test_an_own_template_replaces_the_shipped_one_of_the_same_id(own: Path) -> None:
    put(own, "sessions/repair.toml", TEMPLATE)
    guides = load_guides(own)
    assert guides.templates["repair"].title == "A walk"
    assert len(guides.templates) == len(load_guides().templates)


def test_an_own_focus_adds_to_the_shipped_prompts_and_replaces_those_of_the_same_id(own: Path) -> None:
    put(own, "prompts/ask-one-more.toml", FOCUS.replace("look-up-once", "and-what-else"))
    guides, shipped = load_guides(own), load_guides()
    assert guides.prompts["and-what-else"].text.startswith("Shall we look")
    assert guides.foci["ask-one-more"].title == "Look up"
    assert len(guides.prompts) == len(shipped.prompts)


def test_prompts_speak_the_language_of_their_file(own: Path) -> None:
    put(own, "prompts/aufblicken.toml", 'language = "de"\n' + FOCUS)
    assert load_guides(own).prompts["look-up-once"].language == "de"


def test_a_folder_that_is_not_there_is_an_empty_one(tmp_path: Path) -> None:
    guides = load_guides(tmp_path / "nowhere")
    assert guides.templates.keys() == load_guides().templates.keys()
    assert check_guides(tmp_path / "nowhere") == []


def test_a_broken_own_file_is_told_and_leaves_the_others_alone(own: Path) -> None:
    put(own, "sessions/broken.toml", "title = ")
    put(own, "sessions/walk.toml", TEMPLATE)
    guides = load_guides(own)
    assert "walk" in guides.templates and "repair" in guides.templates
    (notice,) = guides.notices
    assert "sessions/broken.toml" in notice


def test_a_broken_shipped_file_is_an_error(own: Path) -> None:
    put(own, "sessions/broken.toml", "title = ")
    with pytest.raises(CoachError, match=r"sessions/broken\.toml"):
        _ = load_guides(shipped=own).templates


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("sessions/a.toml", TEMPLATE.replace("purpose", "purpos"), ["`purpos`", "Did you mean `purpose`?"]),
        (
            "sessions/a.toml",
            TEMPLATE.replace('do = "Turn', 'does = "Turn'),
            ["`does`", "in stage 2", "Did you mean `do`?"],
        ),
        ("sessions/a.toml", TEMPLATE.replace('title = "A walk"', ""), ["`title` is missing"]),
        (
            "sessions/a.toml",
            TEMPLATE.replace("minutes = 8", 'minutes = "8"'),
            ["`minutes` in stage 2 should be a whole number"],
        ),
        ("sessions/a.toml", TEMPLATE.replace("minutes = 8", "minutes = 9"), ["21 minutes together", "says 20"]),
        ("sessions/a.toml", TEMPLATE.replace("minutes = 8", "minutes = 0"), ["1 or more"]),
        ("sessions/a.toml", TEMPLATE.replace("share = 0.4", "share = 40"), ["from 0 to 1"]),
        ("sessions/a.toml", TEMPLATE.replace('"back"', '"out"'), ["`out` is used twice"]),
        ("sessions/a.toml", 'kinds = ["pear"]\n' + TEMPLATE, ["`kinds` can't be `pear`", "`peer`"]),
        ("sessions/a.toml", 'id = "b"\n' + TEMPLATE, ["the id is `b`", "a.toml"]),
        ("sessions/a.toml", TEMPLATE + "[[stage]", ["isn't TOML at line 19"]),
        ("prompts/a.toml", FOCUS.replace("text =", "txt ="), ["`txt` in prompt 1", "Did you mean `text`?"]),
        ("prompts/a.toml", FOCUS + 'tone = "warn"\n', ["`tone` in prompt 1 can't be `warn`", "`warm`"]),
        ("prompts/a.toml", FOCUS + 'templates = ["repear"]\n', ["`repear`", "Did you mean `repair`?"]),
        ("markers/a.toml", MARKER.replace("LOWER", "LOVER"), ["`LOVER` can't stand in a pattern", "`LOWER`"]),
        ("markers/a.toml", MARKER.replace('"rank"', '"tank"'), ["`family` can't be `tank`"]),
        ("markers/a.toml", MARKER.replace("patterns", "pattern"), ["`pattern`", "Did you mean `patterns`?"]),
        ("session/a.toml", TEMPLATE, ["`session`", "Did you mean `sessions`?"]),
    ],
)
def test_a_problem_names_file_key_and_the_nearest_right_word(own: Path, file: str, text: str, says: list[str]) -> None:
    (own / file).parent.mkdir(exist_ok=True)
    put(own, file, text)
    (problem,) = check_guides(own)
    for part in [*says, file if file.split("/")[0] != "session" else "session"]:
        assert part in problem


@given(data=st.data())
def test_whatever_stands_in_a_file_checking_never_raises(data: st.DataObject) -> None:
    kind, text = data.draw(st.sampled_from([("sessions", TEMPLATE), ("prompts", FOCUS), ("markers", MARKER)]))
    lines = text.splitlines()
    at = data.draw(st.sampled_from([i for i, line in enumerate(lines) if " = " in line]))
    odd = data.draw(
        st.sampled_from(
            ["5", "-1", "true", "nan", '"x"', "[]", "[1]", "[[1]]", "[{ OP = 5 }]", "{ a = 1 }", "2027-01-01"]
        )
    )
    lines[at] = f"{lines[at].split(' = ')[0]} = {odd}"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / kind).mkdir()
        put(Path(folder), f"{kind}/a.toml", "\n".join(lines))
        assert all(f"{kind}/a.toml" in problem for problem in check_guides(Path(folder)))


def test_the_same_prompt_in_two_files_is_told(own: Path) -> None:
    put(own, "prompts/a.toml", FOCUS)
    put(own, "prompts/b.toml", FOCUS)
    (problem,) = check_guides(own)
    assert "look-up-once" in problem and "prompts/a.toml" in problem and "prompts/b.toml" in problem


def test_text_that_is_not_utf8_and_files_that_are_far_too_long_are_told(own: Path) -> None:
    (own / "sessions/a.toml").write_bytes(b'title = "\xff"')
    put(own, "sessions/b.toml", "#" * 600_000)
    first, second = check_guides(own)
    assert "UTF-8" in first
    assert "more text than a guide can hold" in second


def test_control_characters_of_own_files_never_reach_the_screen(own: Path) -> None:
    put(own, "sessions/walk.toml", TEMPLATE.replace("A walk", "A \\u001b[31mwalk\\u202e"))
    assert load_guides(own).templates["walk"].title == "A [31mwalk"


def test_the_shipped_guides_are_without_problems() -> None:
    assert check_guides(guides_folder()) == []


def test_loading_needs_none_of_the_heavy_libraries() -> None:
    heavy = "{'textual', 'spacy', 'torch', 'numpy', 'transformers', 'sentence_transformers', 'tinydb'}"
    program = f"import sys, coach.guides as g; g.load_guides().prompts; sys.exit(bool({heavy} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", program], cwd=guides_folder().parent, check=False).returncode == 0


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "sessions").mkdir()
    guides = load_guides(shipped=tmp_path)
    put(tmp_path, "sessions/walk.toml", TEMPLATE)
    assert list(guides.templates) == ["walk"]
