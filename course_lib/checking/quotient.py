"""What tells a derivative that was written down from one that was measured: its digits.

A difference quotient of one's own forward pass is a right gradient where all numbers have about one
size. Where the outputs are huge beside what a single entry adds to them, the difference of two of
them has lost its digits, and the derivative has not.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array

CAUSE = (
    "These digits look like a difference quotient of your own forward pass: write down the "
    "derivative."
)
#: Times a number of size 1, it leaves float64 a single digit behind the point.
HUGE = 2.0**46
#: A step away from it is infinite, or no step at all.
LARGEST = float(np.finfo(np.float64).max)


def keeps_its_digits(
    t: Trial, name: str, got: Any, want: Array, symptom: str, size: Any = None, rtol: float = 1e-5
) -> None:
    """Fail unless ``got`` is ``want``, up to ``rtol`` of ``size``: by default of each entry.

    What is nan or inf has lost its digits, too.
    """
    floats = isinstance(got, np.ndarray) and got.dtype.kind == "f"
    if floats and not np.isfinite(got).all():
        raise Wrong(symptom, CAUSE, certain=True, idea=True)
    found = t.array(name, got, want.shape)
    size = np.abs(want) if size is None else size
    if not np.all(np.abs(found - want) <= rtol * size):
        raise Wrong(symptom, CAUSE, certain=True, idea=True)
