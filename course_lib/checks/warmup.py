"""Checks of notebook 00: ReLU, affine layers, the softmax loss, numerical gradients, a first net."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course_lib.checks.core import Exercise
from course_lib.checks.trial import Trial

Function = Callable[..., Any]

relu = Exercise("relu", functions=("relu_forward", "relu_backward"))


@relu.property("forward: negative entries become 0, the others stay", weight=3, part="forward")
def _(t: Trial, relu_forward: Function, relu_backward: Function) -> None:
    x = np.array([[1.5, -0.3, 2.0], [-4.5, 0.1, -0.5]]) * (3.0 if t.hidden else 1.0)
    out, _ = t.call(relu_forward, x, returns="out, cache")
    t.close(
        "out",
        out,
        np.array([[1.5, 0.0, 2.0], [0.0, 0.1, 0.0]]) * (3.0 if t.hidden else 1.0),
        "Compare `x` and `out` entry by entry: some entry is not what max(0, entry) gives.",
        mistakes=[
            (np.abs(x), "The negative entries came out positive: that is the absolute value."),
            (np.minimum(x, 0), "The positive entries were removed and the negative ones kept."),
            ((x > 0).astype(float), "`out` is the mask of positive entries, not their values."),
        ],
    )
