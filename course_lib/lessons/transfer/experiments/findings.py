"""What the runs of notebook 10 say, in words and numbers made from them."""

from __future__ import annotations

from collections.abc import Sequence

from course_lib.engine.arrays import Array
from course_lib.findings import Finding, mean_se, order


def layer(runs: Sequence[Array]) -> Finding:
    """Say on which features a linear classifier does best: pixels, layer 1, layer 2 (seeds,)."""
    best = max(range(3), key=lambda k: float(runs[k].mean()))
    gain = runs[2] - runs[0]
    mean, error = mean_se(gain)
    text = (
        f"Layer 2 minus pixels on the similar target: {mean:+.3f} +- {error:.3f} (SE of "
        f"{len(gain)} seeds). Who knows 3 from 8 has most of the answer. With shuffled pixels the "
        "gain is gone: look at the lines of the different target and their errors."
    )
    return Finding(text, "ABC"[best], (order("layer 2 is better than pixels", gain),))
