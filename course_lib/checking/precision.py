"""A guard for many exercises: float64 in, float64 out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from course_lib.checking.trial import NotWritten, Trial, Wrong


def keeps_digits(t: Trial, results: Iterable[tuple[str, Any]]) -> None:
    """Fail when one of the named ``results`` of float64 inputs holds float32 or float16.

    ``results`` may call the student's functions as it goes: a call that fails ends it and costs
    nothing here, since the properties that judge values have taken their points.
    """
    found: list[tuple[str, Any]] = []
    try:
        found.extend(results)
    except Wrong:
        pass
    except NotWritten:
        if not found:
            raise
    for name, value in found:
        kind = getattr(value, "dtype", None)
        t.require(
            kind not in (np.float32, np.float16),
            f"`{name}` holds {kind}, but the inputs hold float64: half of the digits are lost.",
            "Look for a `dtype=` or an `astype`. A new array takes its dtype from its inputs.",
        )
