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
        raise Wrong(symptom, CAUSE, idea=True)
    found = t.array(name, got, want.shape)
    size = np.abs(want) if size is None else size
    if not np.all(np.abs(found - want) <= rtol * size):
        # A factor that is wrong everywhere has lost no digits.
        plain = _is_multiple(found, want, rtol)
        raise Wrong(symptom, "" if plain else CAUSE, idea=not plain)


def _is_multiple(found: Array, want: Array, rtol: float) -> bool:
    """Tell whether a whole factor, or a division by one, makes ``want`` from ``found``."""
    with np.errstate(all="ignore"):
        factors = np.abs((found / want)[want != 0])
    if factors.size < 2 or not factors[0]:
        return False
    whole = max(factors[0], 1.0 / factors[0])
    same = np.allclose(factors, factors[0], rtol=rtol, atol=0)
    return bool(same and whole > 1.5 and abs(whole - round(whole)) <= rtol * whole)
