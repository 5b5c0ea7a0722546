"""A person's own code to a hash that is kept, and a typed code to yes or no."""

from __future__ import annotations

from coach.errors import CoachError

SHORTEST = 4
"""Characters that a code has at least."""


def hashed(code: str) -> str:
    """An Argon2id hash with its own salt (19 MiB, 2 passes, as OWASP's password storage sheet advises)."""
    from argon2 import PasswordHasher

    if len(code.strip()) < SHORTEST:
        raise CoachError(
            "A longer code, please", f"A code needs at least {SHORTEST} characters.", "Choose a word or a few digits."
        )
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1).hash(code)


def matches(kept: str, code: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(kept, code)
    except (VerificationError, InvalidHashError):
        return False
