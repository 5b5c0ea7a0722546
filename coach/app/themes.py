"""The colours of the app: four papers, each with one accent for the mentor and one for the mentee."""

from __future__ import annotations

from textual.theme import Theme

PAPER = "paper"
"""Name of the theme that a new person meets."""

_VARIABLES = ("mentor", "mentee", "quiet", "rule")


def _theme(
    name: str, *, dark: bool, paper: str, raised: str, ink: str, quiet: str, rule: str, mentor: str, mentee: str
) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=mentor,
        secondary=mentee,
        accent=mentor,
        warning=mentee,
        error=mentee,
        success=mentor,
        foreground=ink,
        background=paper,
        surface=raised,
        panel=raised,
        variables={
            "mentor": mentor,
            "mentee": mentee,
            "quiet": quiet,
            "rule": rule,
            "input-selection-background": f"{mentor} 30%",
            "input-cursor-background": ink,
            "input-cursor-foreground": paper,
            "block-cursor-background": raised,
            "block-cursor-foreground": ink,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": paper,
            "block-cursor-blurred-foreground": ink,
            "block-cursor-blurred-text-style": "none",
            "scrollbar": rule,
            "scrollbar-background": paper,
            "scrollbar-background-hover": paper,
            "scrollbar-background-active": paper,
            "scrollbar-corner-color": paper,
        },
    )


def themes() -> tuple[Theme, ...]:
    """All themes of the app, the usual one first."""
    return (
        _theme(PAPER, dark=False, paper="#faf7f0", raised="#f0ebdf", ink="#2b2926", quiet="#6d675d", rule="#cfc7b8",
               mentor="#24597f", mentee="#93541a"),
        _theme("evening", dark=True, paper="#1d1b19", raised="#2a2724", ink="#e8e2d6", quiet="#a39b8e", rule="#4a453f",
               mentor="#86b6dc", mentee="#e0a862"),
        _theme("high contrast", dark=True, paper="#000000", raised="#1f1f1f", ink="#ffffff", quiet="#d8d8d8",
               rule="#9a9a9a", mentor="#6fd3ff", mentee="#ffd24a"),
        _theme("colour-blind safe", dark=False, paper="#ffffff", raised="#eef1f4", ink="#1a1a1a", quiet="#595959",
               rule="#b9bfc6", mentor="#005a9c", mentee="#b34a00"),
    )  # fmt: skip


def defaults() -> dict[str, str]:
    """The own variables with values for any theme that doesn't know them."""
    paper = themes()[0].variables
    return {name: paper[name] for name in _VARIABLES}
