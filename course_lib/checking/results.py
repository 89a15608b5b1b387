"""How checks of several lessons look at a result, and the words in which they tell of it."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.trial import Trial

ALREADY = "Wrong already in a simpler case, see above."
# Of a backward pass that reads something that is not in its cache.
# It is said only of one that is right when nothing stands between its forward pass and itself.
OWN_CACHE = "Two forward passes, then the backward pass of the first: `{}` is not its own."
OWN_CACHE_CAUSE = "What backward needs must travel in the cache: a net has more than one {}."


def is_finite(value: Any) -> bool:
    """Tell whether ``value`` is free of nan and inf; only float arrays are judged here."""
    floats = isinstance(value, np.ndarray) and value.dtype.kind == "f"
    return not floats or bool(np.isfinite(value).all())


def listed(t: Trial, name: str, got: Any) -> Any:
    """Return a list or a tuple of numbers as an array, with a note; anything else as it came."""
    if isinstance(got, list | tuple) and all(np.ndim(g) == 0 for g in got):
        t.note(f"`{name}` may be a list; with an array NumPy can do arithmetic.")
        return np.array(got)
    return got


def numbers(values: Any) -> str:
    """Return a few numbers as a student would write them down."""
    return ", ".join(f"{v:.4g}" for v in np.ravel(values))
