"""``coach guides``: templates and prompts listed, shown, searched, checked, copied."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from coach.commands.door import home_of, workspace_of
from coach.errors import CoachError
from coach.guides import Guides, check_guides, load_guides
from coach.guides.items import nearest
from coach.notes import one_line

if TYPE_CHECKING:
    from coach.workspace import Workspace
    from coach.workspace.reading import Found


def guides_(args: argparse.Namespace) -> int:
    if args.what == "search":
        with workspace_of(args) as workspace:
            for hit in asyncio.run(_search(workspace, " ".join(args.query))):
                print(f"{hit.kind} {hit.id}: {one_line(hit.text)}")
        return 0
    if args.what == "new":
        with workspace_of(args) as workspace:
            kind: Literal["template", "focus"] = "focus" if args.id in workspace.guides.foci else "template"
            new_id = workspace.copy_guide(kind, args.id, args.new_id)
            print(
                f"Yours to change: {workspace.folder / 'guides' / ('prompts' if kind == 'focus' else 'sessions') / new_id}.toml"
            )
        return 0
    own = home_of(args) / "guides"
    if args.what == "check":
        problems = check_guides(Path(args.folder).expanduser() if args.folder else own)
        for problem in problems:
            print(problem)
        if not problems:
            print("All is well with these guides.")
        return 2 if problems else 0
    guides = load_guides(own)
    return list_(guides) if args.what == "list" else show(guides, args.id)


async def _search(workspace: Workspace, query: str) -> Sequence[Found]:
    return await workspace.search(query, 10)


def list_(guides: Guides) -> int:
    print("Sessions")
    for template in guides.templates.values():
        print(f"  {template.id}: {template.title}")
    print("\nThings to try")
    for focus in guides.foci.values():
        count = sum(prompt.focus == focus.id for prompt in guides.prompts.values())
        print(f"  {focus.id}: {focus.title} ({count})")
    return 0


def show(guides: Guides, guide_id: str) -> int:
    """A template with its stages, a focus with its prompts, or one prompt, as plain lines."""
    if guide_id in guides.templates:
        template = guides.templates[guide_id]
        print(f"{template.title} ({template.minutes} min)\n{template.purpose}\n")
        if template.share is not None:
            print(f"The mentor speaks for about {round(100 * template.share)} %: {template.share_reason}\n")
        for stage in template.stages:
            print(f"{stage.title} ({stage.minutes} min)\n  {stage.do}")
            for who, prompts in (("mentor", stage.mentor_prompts), ("mentee", stage.mentee_prompts)):
                for text in prompts:
                    print(f"  {who}: {text}")
        for avoid in template.avoid:
            print(f"Better not: {avoid}")
        print(f"To close: {template.closing}")
    elif guide_id in guides.foci:
        focus = guides.foci[guide_id]
        print(focus.title)
        for prompt in guides.prompts.values():
            if prompt.focus == guide_id:
                print(f"  {prompt.id}: {prompt.text}")
    elif guide_id in guides.prompts:
        print(guides.prompts[guide_id].text)
    else:
        near = nearest(guide_id, (*guides.templates, *guides.foci, *guides.prompts))
        raise CoachError(
            "No such guide",
            f"There's no guide called {one_line(guide_id)}.{near}",
            "`coach guides list` shows them all.",
        )
    return 0
