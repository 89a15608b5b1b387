"""A part of a class, for array jobs: `2/8` is the second of eight, always the same students."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from course_lib.student.errors import CourseError


@dataclass(frozen=True)
class Shard:
    """Number ``index`` of ``count`` parts; the first is 1."""

    index: int
    count: int

    def holds(self, student: str) -> bool:
        """Tell whether a student is in it; who else handed in plays no part."""
        digest = hashlib.sha256(student.encode()).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.index - 1


def read_shard(text: str) -> Shard | None:
    """Return what ``--shard`` says, None if nothing; raises CourseError if it cannot be meant."""
    if not text:
        return None
    found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise CourseError(f"--shard {text} cannot be meant: say 1/8, 2/8 and so on up to 8/8.")
    return Shard(int(found[1]), int(found[2]))
