"""What a wrong answer may keep: the kind of its mistake sets a range.

The kind stands in the third line of the docstring. The range is that of the part of the exercise
that the expected property judges: a function, or one result of it. An answer with two mistakes says
``kind: two`` and has no range.
"""

from __future__ import annotations

from course_lib.checking.price import GUARD, WITH_THE_IDEA, WITHOUT_THE_IDEA, kept, shares
from course_lib.checking.report import Report

RANGES = {
    "idea": (0.0, WITHOUT_THE_IDEA),
    "convention": (WITH_THE_IDEA, 1.0),
    "detail": (WITH_THE_IDEA, 1.0),
    "guard": (1.0 - GUARD, 1.0),
    "two": (0.0, 1.0),
}
#: Shares are sums of weights, and rounded.
ROUNDING = 1e-9


def kept_at_fault(report: Report, expected: str) -> float:
    """Return the share that is left to the part which the expected property judges.

    Where that property holds, as it may with hidden inputs, it is the part of the first failure.
    """
    failures = [o for o in report.failures if o.weight or o.cost]
    if not failures:
        return 1.0
    row = next((o for o in failures if o.name == expected), failures[0])
    functions = {part.partition(":")[0] for part in row.of}
    parts = [
        part
        for part in shares(report.outcomes)
        if part in row.of or (row.kind == "guard" and part.partition(":")[0] in functions)
    ]
    return min((kept(report.outcomes, part) for part in parts), default=report.share)


def is_within(kind: str, share: float) -> bool:
    """Tell whether a share lies in the range of a kind."""
    low, high = RANGES[kind]
    return low - ROUNDING <= share <= high + ROUNDING
