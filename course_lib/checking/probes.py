"""Probes: calls that every exercise should stand, though few answers fail them.

A probe has a control. It fails only where the same function is right in an ordinary call, so that
no mistake that a property has named is told, or paid, a second time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course_lib.checking.trial import NotWritten, Trial, Wrong
from course_lib.checking.types import Array

TAKEN_FOR_MISSING = (
    "A 0 that is handed over is taken for none: `{name} or ...` and `if {name}` are true for other "
    "numbers only."
)


def zero_counts(
    t: Trial,
    name: str,
    run: Callable[[float], Any],
    want: Callable[[float], Any],
    other: float,
    default: float,
    rtol: float = 1e-5,
    atol: float = 1e-7,
) -> None:
    """Fail unless a 0 that is handed over for the argument ``name`` counts as 0.

    ``run(value)`` is what the student's function makes of a value, ``want(value)`` what is right.
    A function that is wrong at ``other`` too fails for a reason that is told elsewhere. The cause
    is named when 0 gives what ``default`` gives.
    """
    if not _right(t, run, want, other, rtol, atol) or _right(t, run, want, 0.0, rtol, atol):
        return
    cause = ""
    if _right(t, run, lambda _: run(default), 0.0, rtol, atol):
        cause = TAKEN_FOR_MISSING.format(name=name)
    raise Wrong(
        f"On the same input `{name}` = {other:g} comes out right, and `{name}` = 0 does not.",
        cause,
    )


def _right(
    t: Trial,
    run: Callable[[float], Any],
    want: Callable[[float], Any],
    value: float,
    rtol: float,
    atol: float,
) -> bool:
    return t.passes(lambda: t.close("", run(value), want(value), "", rtol=rtol, atol=atol))


def other_forms(
    t: Trial, run: Callable[..., Any], *arrays: Array, single: bool = True, rtol: float = 1e-3
) -> None:
    """Fail unless float32 arrays, and read-only views with gaps, give what plain arrays give.

    ``run(*arrays)`` calls the student's function and returns one result, or a tuple of them; it
    hands the arrays over as they are (``may_change``). ``single`` asks for float32 as well.
    """
    try:
        plain, again = (_tuple(run(*(a.copy() for a in arrays))) for _ in range(2))
        _compare(lambda *_: again, plain, [], "", 0.0)
    except Wrong:
        return  # an ordinary call fails, or is never the same: the properties tell why
    _compare(run, plain, [_with_gaps(a) for a in arrays], "that are read-only views", 1e-5)
    if single:
        singles = [a.astype(np.float32) if a.dtype == np.float64 else a.copy() for a in arrays]
        _compare(run, plain, singles, "of float32", rtol)


def _compare(
    run: Callable[..., Any], plain: tuple[Any, ...], arrays: list[Array], words: str, rtol: float
) -> None:
    told = f"Arrays {words} hold the same numbers as plain ones, and your function "
    cause = (
        "Where a view's entries lie in memory is not where a plain array has them, and nothing may "
        "be written into it: index it as always, and compute new arrays."
        if "view" in words
        else "Let new arrays take their dtype from the inputs, and name no dtype yourself."
    )
    try:
        got = _tuple(run(*arrays))
    except NotWritten:
        raise
    except Wrong as wrong:
        if "read-only" in wrong.symptom:
            return  # it writes into its arguments, which costs already
        raise Wrong(f"{told}fails: {wrong.symptom}", cause) from None
    for a, b in zip(plain, got, strict=False):
        a, b = _numbers(a), _numbers(b)
        same = a.shape == b.shape and np.allclose(
            a, b, rtol=rtol, atol=rtol * (np.abs(a).max(initial=0.0) + 1e-300), equal_nan=True
        )
        if not same:
            raise Wrong(f"{told}gives other results.", cause)


def _numbers(result: Any) -> Array:
    """Return a result as an array; what holds no numbers is wrong in any form."""
    try:
        return np.asarray(result, dtype=float)
    except (TypeError, ValueError):
        raise Wrong("The result holds no numbers.") from None


def _tuple(result: Any) -> tuple[Any, ...]:
    return result if isinstance(result, tuple) else (result,)


def _with_gaps(a: Array) -> Array:
    """Return a read-only view of the numbers of ``a``, with gaps between them."""
    room = np.zeros(tuple(2 * n for n in reversed(a.shape)), a.dtype).T
    view: Array = room[tuple(slice(None, None, 2) for _ in a.shape)]
    view[...] = a
    view.flags.writeable = False
    return view
