"""A person's own code to a hash that is kept, and a typed code to yes or no."""

from __future__ import annotations

from typing import Any

from coach.errors import CoachError
from coach.records import Side
from coach.store.refusals import WrongCode

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


class PrivateCodes:
    """Codes among the settings of whatever has settings; a pair's codes are its own."""

    def get_setting(self, key: str, default: Any = None) -> Any:
        raise NotImplementedError

    def put_setting(self, key: str, value: Any) -> None:
        raise NotImplementedError

    def has_code(self, side: Side, pair_id: str = "") -> bool:
        return self.get_setting(setting_of(side, pair_id)) is not None

    def set_code(self, side: Side, code: str | None, old: str | None = None, pair_id: str = "") -> None:
        """Sets, changes or (with None) takes away a person's code; raises WrongCode where ``old`` is not theirs."""
        if self.has_code(side, pair_id) and not self.check_code(side, old or "", pair_id):
            raise WrongCode
        self.put_setting(setting_of(side, pair_id), None if code is None else hashed(code))

    def check_code(self, side: Side, code: str, pair_id: str = "") -> bool:
        """Whether this is the person's code; True where they set none."""
        kept = self.get_setting(setting_of(side, pair_id))
        return kept is None or matches(kept, code)


def setting_of(side: Side, pair_id: str) -> str:
    return f"store.code.{pair_id}.{side}"
