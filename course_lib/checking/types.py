"""The types that checks name again and again."""

from __future__ import annotations

from typing import Any

from course_lib.engine.arrays import Array
from course_lib.engine.own import Function

__all__ = ["Array", "Function", "Mistake", "Slip"]

# A known mistake: the value it gives, and the sentence that names it.
Mistake = tuple[Any, str]


class Slip(str):
    """A sentence that names a slip in a convention or a detail, by one who has the idea."""
