"""A sheet to one self-contained HTML page: no script, no outside request, its style bound by a strict policy."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from coach.report.charts import svg
from coach.report.leaving import leaving
from coach.report.options import Options
from coach.report.sheet import sheet
from coach.review import Review

TEMPLATES = "templates"


def page(review: Review, options: Options, day: str = "") -> str:
    """The review as a page that prints on A4 and Letter and follows the reader's light or dark.

    ``day`` is the day it is made on; today where it's empty. Raises CoachError where both agreed to nothing.
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    review, _ = leaving(review, options)
    style = _file("page.css")
    environment = Environment(
        autoescape=True, loader=FunctionLoader(_file), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["drawn"] = lambda chart: Markup(svg(chart))
    return environment.get_template("page.html.j2").render(
        sheet=sheet(review, day), style=Markup(style), policy=policy(style)
    )  # fmt: skip


def policy(style: str) -> str:
    """Nothing may be loaded, run or sent; only this very style holds."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _file(name: str) -> str:
    return files("coach.report").joinpath(TEMPLATES, name).read_text(encoding="utf-8")
