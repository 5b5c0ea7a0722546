"""What a person can do, from the app or the command line, to records kept and answers given: the one door."""

from coach.workspace.door import Workspace

__all__ = ["Workspace"]
