"""A review to what a pair can take along: a page, Markdown, JSON, and turns for researchers."""

from __future__ import annotations

from coach.report.data import json_text
from coach.report.markdown import markdown
from coach.report.masking import Mask
from coach.report.options import ITEMS, PAGE_ITEMS, Options, allowed, both_agree
from coach.report.page import page
from coach.report.turns import utterances

__all__ = [
    "ITEMS",
    "PAGE_ITEMS",
    "Mask",
    "Options",
    "allowed",
    "both_agree",
    "json_text",
    "markdown",
    "page",
    "utterances",
]
