"""Coach: notes of mentoring talks to a private picture of who spoke, who listened, and one thing to try."""

__version__ = "0.1.0"
