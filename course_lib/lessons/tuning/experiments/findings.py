"""What the runs of notebook 07 say, in words and numbers made from them."""

from __future__ import annotations

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.findings import Finding, fact


def ratio(first: Array) -> Finding:
    """Say how the ratio at the first step grows with the rate; ``first`` (rates,), tenfold rates.

    All rates have one start and one first batch.
    """
    growth = first[1:] / first[:-1]
    middle = float(np.median(growth))
    letter = "A" if 5 < middle < 20 else "B" if middle < 5 else "C"
    text = (
        f"Ratios of neighbouring rates at the first step: "
        f"{', '.join(f'{g:.2f}' for g in growth)}. The step is the rate times the gradient, and at "
        "the first step all rates have the same weights, the same batch and so the same gradient."
    )
    return Finding(text, letter, (fact("each is 10", np.allclose(growth, 10, rtol=1e-3)),))
