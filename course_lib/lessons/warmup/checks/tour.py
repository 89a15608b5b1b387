"""Check of notebook 00: the exercise of the tour."""

from __future__ import annotations

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import any_form
from course_lib.checking.trial import Trial
from course_lib.checking.types import Function

centre = Exercise("centre", functions=("centre",))


@centre.property("each column has mean 0", weight=2)
def columns_have_mean_zero(t: Trial, centre: Function) -> None:
    rows, columns = t.draw((5, 3), lambda rng: tuple(rng.integers((4, 2), (9, 4)).tolist()))
    x = t.rng.standard_normal((rows, columns)) + np.arange(1.0, columns + 1)
    column = x[:, 0]
    t.worked(a_column=column, its_mean=column.mean(), without_it=column - column.mean())
    out = t.array("out", t.call(centre, x, returns="out"), x.shape)
    t.require(
        np.abs(out - out[0] - (x - x[0])).max() < 1e-9,
        "Two rows of `out` differ by something else than the same two rows of `x`.",
        "A whole column moves by one number, its own mean. Look at the `axis` of the mean: "
        "axis 0 runs down the rows.",
    )
    t.require(
        np.abs(out.mean(axis=0)).max() < 1e-9,
        f"The means of the columns of `out` are {np.round(out.mean(axis=0), 3)}, expected zeros.",
        "One number was subtracted everywhere. Each column has a mean of its own."
        if np.ptp(x - out) < 1e-9
        else "Each column must lose its own mean, nothing else.",
    )


@centre.detail("square tables", weight=1)
def square_tables(t: Trial, centre: Function) -> None:
    scale = t.draw(1.0, lambda rng: rng.uniform(0.5, 3))
    x = np.array([[1.0, 10.0], [3.0, 30.0]]) * scale
    t.close(
        "out",
        t.call(centre, x, returns="out"),
        np.array([[-1.0, -10.0], [1.0, 10.0]]) * scale,
        f"For x = [[{x[0, 0]:g}, {x[0, 1]:g}], [{x[1, 0]:g}, {x[1, 1]:g}]] every column mean must "
        "become 0; yours does not.",
        "In a square table NumPy cannot warn you: both axes have the same length.",
    )


any_form(centre, (5, 3))
