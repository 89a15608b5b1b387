"""What became of one property of an exercise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: What a row asks about, and what a known mistake misses.
Kind = Literal["idea", "detail", "guard"]


@dataclass(frozen=True)
class Outcome:
    """What became of one property. A guard has a ``cost`` instead of a ``weight``.

    ``of`` names the parts of the exercise that it judges; ``whole`` says that the idea of all of
    them is missed. A ``certain`` cause gives the student's very numbers; a ``slip`` is such a cause
    that misses a convention or a detail. What has the cause of an earlier row is ``folded``, and
    ``free`` where it costs nothing more. ``case`` is the call that failed, in numbers.
    """

    name: str
    passed: bool
    weight: float
    cost: float = 0.0
    part: str = ""
    symptom: str = ""
    cause: str = ""
    unwritten: bool = False
    notes: tuple[str, ...] = ()
    of: tuple[str, ...] = ("",)
    kind: Kind = "idea"
    whole: bool = False
    certain: bool = False
    slip: bool = False
    folded: bool = False
    free: bool = False
    case: str = ""
