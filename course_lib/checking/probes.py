"""Probes: calls that every exercise should stand, though few answers fail them.

A probe has a control. It fails only where the same function is right in an ordinary call, so that
no mistake that a property has named is told, or paid, a second time.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import partial
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.trial import NotWritten, Trial, Wrong
from course_lib.checking.types import Array, Function

TAKEN_FOR_MISSING = (
    "A 0 that is handed over is taken for none: `{name} or ...` and `if {name}` are true for other "
    "numbers only."
)

#: The guard of ``any_form``, and what it is called where it asks for no float32.
ANY_FORM = "float32, and views with gaps"
VIEWS = "read-only views with gaps"
#: What float32 may change of the largest number of a result.
OF_SINGLE = 1e-3


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


def any_form(
    exercise: Exercise,
    *inputs: tuple[int, ...] | Array,
    run: Callable[..., Any] | None = None,
    single: bool = True,
    of: str = "",
) -> None:
    """Declare the guard that the form of the arrays changes no result: see ``other_forms``.

        any_form(centre, (5, 3))
        any_form(affine, (5, 4), (4, 3), (3,), (5, 3))
        any_form(whiten, (5, 3), mean, axes, variances)

    ``inputs`` are arrays, or shapes of normal numbers, the same in every check: no seed makes a
    right answer fail. The exercise's function gets them in this order; of a forward and a backward
    pass the last one is ``dout``. Where that is not how it is called,
    ``run(t, *functions, *arrays)`` calls it and returns one result, or several.
    ``single`` and ``of`` are those of ``other_forms`` and of the guard.
    """

    def any_form_gives_the_same(t: Trial, *functions: Function) -> None:
        rng = np.random.default_rng(0)
        arrays = [rng.standard_normal(a) if isinstance(a, tuple) else a for a in inputs]
        call = partial(run, t, *functions) if run else partial(_call, t, functions)
        other_forms(t, call, *arrays, single=single)

    exercise.guard(ANY_FORM if single else VIEWS, of=of)(any_form_gives_the_same)


def numpy_numbers(exercise: Exercise, *numbers: float, run: Callable[..., Any]) -> None:
    """Declare the guard that numbers of NumPy count as Python's do.

    A size may come from ``np.prod`` and a std from ``w.std()``. ``run(t, *functions, *numbers)``
    calls the exercise's functions; where they draw, each time with a new generator of one seed.
    """

    def numpy_numbers_give_the_same(t: Trial, *functions: Function) -> None:
        call = partial(run, t, *functions)
        plain = _ordinary(call, list(numbers))
        if plain is None:
            return
        others = [np.int64(n) if isinstance(n, int) else np.float32(n) for n in numbers]
        _compare(
            call,
            plain,
            others,
            "Numbers of NumPy, such as np.int64(3) and np.float32(0.5), are numbers like 3 and "
            "0.5, and your function",
            "A size may come from `np.prod` and a number from `w.std()`: compute with what is "
            "given, and ask for no type.",
            OF_SINGLE,
        )

    exercise.guard("numbers of NumPy")(numpy_numbers_give_the_same)


def other_forms(t: Trial, run: Callable[..., Any], *arrays: Array, single: bool = True) -> None:
    """Fail unless float32 arrays, and read-only views with gaps, give what plain arrays give.

    ``run(*arrays)`` calls the student's function with these very arrays and returns one result, or
    several. ``single`` asks for float32 as well.
    """

    def call(*given: Array) -> Any:
        t.send_as_is(*given)
        return run(*given)

    plain = _ordinary(call, list(arrays))
    if plain is None:
        return
    told = "Arrays {} hold the same numbers as plain ones, and your function"
    _compare(
        call,
        plain,
        [_with_gaps(a) for a in arrays],
        told.format("that are read-only views"),
        "Where a view's entries lie in memory is not where a plain array has them, and nothing may "
        "be written into it: index it as always, and compute new arrays.",
        1e-5,
    )
    if single:
        _compare(
            call,
            plain,
            [a.astype(np.float32) if a.dtype == np.float64 else a.copy() for a in arrays],
            told.format("of float32"),
            "Let new arrays take their dtype from the inputs, and name no dtype yourself.",
            OF_SINGLE,
        )


def _call(t: Trial, functions: tuple[Function, ...], *arrays: Array) -> Any:
    """Return what the only function makes of the arrays, or a forward and its backward pass."""
    if len(functions) == 1:
        return t.call(functions[0], *arrays)
    forward, backward = functions
    out, cache = t.call(forward, *arrays[:-1], returns="out, cache")
    return (out, *_several(t.call(backward, arrays[-1], cache)))


def _ordinary(run: Callable[..., Any], given: list[Any]) -> tuple[Any, ...] | None:
    """Return the results of an ordinary call.

    None where it fails, is never the same, or is of a kind that ``run`` cannot take apart: the
    properties tell why.
    """
    try:
        plain, again = (_several(run(*map(copy, given))) for _ in range(2))
        _compare(lambda: again, plain, [], "", "", 0.0)
    except NotWritten:
        raise
    except Exception:
        return None
    return plain


def _compare(
    run: Callable[..., Any],
    plain: tuple[Any, ...],
    given: list[Any],
    told: str,
    cause: str,
    rtol: float,
) -> None:
    """Fail unless ``run`` makes ``plain`` of what is given; ``told`` begins the sentence."""
    try:
        got = _several(run(*given))
    except NotWritten:
        raise
    except Wrong as wrong:
        if "read-only" in wrong.symptom:
            return  # it writes into its arguments, which costs already
        raise Wrong(f"{told} fails: {wrong.symptom}", cause) from None
    for a, b in zip(plain, got, strict=False):
        a, b = _numbers(a), _numbers(b)
        same = a.shape == b.shape and np.allclose(
            a, b, rtol=rtol, atol=rtol * (np.abs(a).max(initial=0.0) + 1e-300), equal_nan=True
        )
        if not same:
            raise Wrong(f"{told} gives other results.", cause)


def _numbers(result: Any) -> Array:
    """Return a result as an array; what holds no numbers is wrong in any form."""
    try:
        return np.asarray(result, dtype=float)
    except (TypeError, ValueError):
        raise Wrong("The result holds no numbers.") from None


def _several(result: Any) -> tuple[Any, ...]:
    return tuple(result) if isinstance(result, tuple | list) else (result,)


def _with_gaps(a: Array) -> Array:
    """Return a read-only view of the numbers of ``a``, with gaps between them."""
    room = np.zeros(tuple(2 * n for n in reversed(a.shape)), a.dtype).T
    view: Array = room[tuple(slice(None, None, 2) for _ in a.shape)]
    view[...] = a
    view.flags.writeable = False
    return view
