"""A part that a student wrote, as the program of the ward calls it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function

RETURNS = {
    "prepare": "x_train, x_val, x_fresh", "start": "w, b", "loss": "loss, dlogits",
    "shuffle": "x, labels", "update": "w, v", "split": "rows_train, rows_val",
    "relu_backward": "dz", "at_test": "h", "schedule": "the factor", "decay": "the gradient",
}  # fmt: skip


def part(t: Trial, name: str, function: Function) -> Callable[..., Any]:
    """Return a student's part as the program calls it; its results are arrays that fit."""

    def called(*args: Any) -> Any:
        writes = args[:3:2] if name == "update" else ()
        # A trial of its own: what was sent in hundreds of earlier calls need not be compared again.
        one = Trial(t.rng, t.hidden, t.names, t.forward_share, t.changed, t.notes)
        out = one.call(function, *args, returns=RETURNS[name], may_change=writes)
        shapes = _shapes(name, args)
        results = out if len(shapes) > 1 else (out,)
        names = RETURNS[name].split(", ")
        for label, got, shape in zip(names, results, shapes, strict=True):
            if np.shape(got) != shape and shape != (-1,):
                raise Wrong(f"`{label}` has shape {np.shape(got)}, expected {shape}.")
        if name == "split":
            return tuple(
                _rows(label, got, len(args[0])) for label, got in zip(names, results, strict=True)
            )
        return out

    return called


def _shapes(name: str, args: tuple[Any, ...]) -> list[tuple[int, ...]]:
    if name == "start":
        return [args[:2], args[1:2]]
    if name == "loss":
        return [(), args[0].shape]
    if name == "split":
        return [(-1,), (-1,)]
    if name == "schedule":
        return [()]
    kept = {"prepare": 3, "shuffle": 2, "update": 2}.get(name, 1)
    if name == "update":
        return [args[0].shape, args[2].shape]
    return [np.shape(a) for a in args[:kept]]


def _rows(label: str, got: Any, n: int) -> Array:
    found = np.asarray(got)
    if found.ndim != 1 or found.dtype.kind not in "iu" or len(found) == 0:
        raise Wrong(f"`{label}` must be an array of row numbers.")
    if found.min() < 0 or found.max() >= n:
        raise Wrong(f"`{label}` holds the row {found.max()}; there are {n} rows.")
    return found
