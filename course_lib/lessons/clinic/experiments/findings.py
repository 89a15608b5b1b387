"""What the runs of notebook 11 say, in words and numbers made from them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.findings import Finding, fact, order
from course_lib.lessons.clinic.checks.readings import INSTRUMENTS
from course_lib.lessons.clinic.checks.wards import Run


def sums(off: Array) -> Finding:
    """Say which instrument shows gradients that add up; ``off`` are deviations (instruments,)."""
    names = ("fresh accuracy", "log10 of update ratios at step 100", "gradient right, in digits")
    seen = [float(abs(off[INSTRUMENTS.index(name)])) for name in names]
    letter = "ABC"[int(np.argmax(seen))]
    text = (
        f"The fresh accuracy is {seen[0]:.1f} deviations off, the late update ratio {seen[1]:.0f}, "
        f"the gradient check {seen[2]:.1f}. Each gradient is right; what becomes of it is not."
    )
    return Finding(text, letter, (fact("the update ratio alone shows it", seen[1] >= 5),))


def leak(before: Sequence[Run], after: Sequence[Run]) -> Finding:
    """Say what the repair of F does to its validation accuracy; runs of both."""
    val, cured = (np.array([run["val_accuracy"][-1] for run in runs]) for runs in (before, after))
    fresh, last = (np.array([run["fresh_accuracy"] for run in runs]) for runs in (before, after))
    change = float(cured.mean() - val.mean())
    letter = "A" if change > 0.03 else "C" if change < -0.03 else "B"
    text = (
        f"Validation accuracy {val.mean():.2f} before and {cured.mean():.2f} after; on fresh "
        f"images {fresh.mean():.2f} and {last.mean():.2f}. Only the validation accuracy has "
        "stopped flattering. People publish the higher number; the lower one is what they would "
        "have had in use."
    )
    return Finding(text, letter, (order("the repair lowers validation accuracy", val - cured),))


def floor(runs: Sequence[Run]) -> Finding:
    """Say where the loss of softmax twice ends on twenty rows."""
    ends = [float(run["loss_few"][-1]) for run in runs]
    stuck = min(ends) > 1.4 and max(ends) < 3
    letter = "B" if stuck else "A" if max(ends) < 0.5 else "C"
    text = (
        f"The loss on 20 rows ends between {min(ends):.2f} and {max(ends):.2f}. Logits from 0 to 1 "
        f"cannot have less than ln(1 + 9 / e) = {math.log(1 + 9 / math.e):.2f}."
    )
    return Finding(text, letter, (fact("the loss stays above its floor", stuck),))


def thumb(counts: Array) -> Finding:
    """Say how often the rule of thumb is right; ``counts`` is its confusion matrix."""
    share = float(counts.trace() / counts.sum())
    letter = "A" if share < 0.25 else "B" if share < 0.75 else "C"
    return Finding(
        f"It is right in {share:.0%}. Whatever no curve shows it never names, and most of what has "
        "a flat loss gets one name.",
        letter,
        (fact("the rule is right in 35 to 65 %", 0.35 < share < 0.65),),
    )


def search(tried: Sequence[Array]) -> Finding:
    """Say what the best of some settings of a sick patient scores; accuracies (nets,) of each."""
    best = max(tried, key=np.mean)
    letter = "A" if best.mean() > 0.6 else "B" if best.mean() > 0.3 else "C"
    return Finding(
        f"The best of {len(tried)} pairs has {best.mean():.2f} +- {best.std(ddof=1):.2f} (SD of "
        f"{len(best)} nets). A search over a broken program measures the bug.",
        letter,
        (fact("the best pair is at chance", best.mean() < 0.2),),
    )
