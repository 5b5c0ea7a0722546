"""Whatever goes wrong to one sentence that says what, and one that says what to do."""

from __future__ import annotations


class CoachError(Exception):
    """Something a person can do something about.

    ``title`` is a short heading, ``message`` one clear sentence, ``remedy`` what to do next.
    """

    def __init__(self, title: str, message: str, remedy: str = "") -> None:
        super().__init__(title, message, remedy)
        self.title = title
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()
