"""A template, a focus or a prompt to the page that the library shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from coach.app import words

if TYPE_CHECKING:
    from coach.guides import Focus, Guides, Prompt, Template
    from coach.records import Pair, Suggestion

Part = str | tuple[str, str]


def page(guides: Guides, kind: str, guide_id: str) -> Content:
    """The page of this guide; empty where there is none."""
    if kind == "template" and guide_id in guides.templates:
        return Content.assemble(*_template(guides.templates[guide_id]))
    if kind == "prompt" and guide_id in guides.prompts:
        prompt = guides.prompts[guide_id]
        focus = guides.foci.get(prompt.focus)
        return Content.assemble(*(_focus(focus, guides, prompt.id) if focus else [_said(prompt)]))
    if kind == "focus" and guide_id in guides.foci:
        return Content.assemble(*_focus(guides.foci[guide_id], guides, ""))
    return Content("")


def _template(template: Template) -> list[Part]:
    parts: list[Part] = [(template.title, "bold"), "\n", template.purpose, "\n"]
    if template.share is not None:
        aim = words.LIBRARY_SHARE.format(share=round(template.share * 100), reason=template.share_reason)
        parts += [(aim, "$quiet"), "\n"]
    for stage in template.stages:
        parts += ["\n", (stage.title, "bold"), (f"  {words.minutes(stage.minutes)}", "$quiet"), "\n", stage.do, "\n"]
        for stroke, colour, prompts in (("▌", "$mentor", stage.mentor_prompts), ("┊", "$mentee", stage.mentee_prompts)):
            for prompt in prompts:
                parts += [(f"{stroke} ", colour), prompt, "\n"]
    if template.avoid:
        parts += ["\n", (words.LIBRARY_AVOID, "$quiet"), "\n", *(f"· {line}\n" for line in template.avoid)]
    if template.closing:
        parts += ["\n", (words.LIBRARY_CLOSING, "$quiet"), "\n", template.closing]
    return parts


def spoken(idea: Suggestion, guides: Guides, pair: Pair) -> str:
    """A suggestion as it is shown: something to say in quotation marks, something to do without, names for roles."""
    prompt = guides.prompts.get(idea.prompt)
    text = words.by_name(idea.text, pair)
    return text if not text or (prompt is not None and prompt.form == "do") else f"“{text}”"


def _said(prompt: Prompt) -> str:
    return f"“{prompt.text}”" if prompt.form == "say" else prompt.text


def _focus(focus: Focus, guides: Guides, present: str) -> list[Part]:
    parts: list[Part] = [(focus.title, "bold"), "\n", focus.why, "\n"]
    for prompt in guides.prompts.values():
        if prompt.focus == focus.id:
            parts += ["\n", (_said(prompt), "bold" if prompt.id == present else ""), "\n"]
            if prompt.id == present and prompt.follow_up:
                parts += [(f"  {words.LIBRARY_FOLLOW_UP} {prompt.follow_up}", "$quiet"), "\n"]
    return parts
