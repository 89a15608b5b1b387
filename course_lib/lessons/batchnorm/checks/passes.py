"""A forward and a backward pass of the student's, from which the checks of notebook 03 start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function, Mistake
from course_lib.lessons.batchnorm.checks.batch import gammas

RETURNS = "dx, dgamma, dbeta"


class Pass:
    """One forward and backward pass of the student, beside course_lib's forward."""

    def __init__(
        self,
        t: Trial,
        forward: Function,
        backward: Function,
        reference: Function,
        eps: float,
        shape: tuple[int, int],
    ) -> None:
        d = shape[1]
        self.t, self.forward, self.reference, self.eps = t, forward, reference, eps
        while True:
            x = t.rng.uniform(0.8, 2.0, d) * t.rng.standard_normal(shape) + t.rng.uniform(-2, 2, d)
            # Beside a small variance an eps of 1e-5 would count where nothing is said of it yet.
            if x.var(axis=0).min() > 0.2:
                break
        self.x = x
        self.gamma = gammas(t, d)
        self.beta = t.rng.uniform(-1.0, 1.0, d)
        self.dout = t.rng.standard_normal(shape) + 0.5
        self.backward = backward

    def run(self) -> Any:
        """Return ``dx, dgamma, dbeta`` of the student."""
        _, cache = self.t.call(
            self.forward, self.x, self.gamma, self.beta, eps=self.eps, returns="out, cache"
        )
        return self.t.call(self.backward, self.dout, cache, returns=RETURNS)

    def gradient(
        self,
        index: int,
        got: Any,
        mistakes: list[Mistake],
        symptom: str = "",
        cause: str = "",
        **tolerance: Any,
    ) -> None:
        """Compare one gradient with the numerical one; 0 is dx, 1 dgamma, 2 dbeta."""
        arrays = [self.x, self.gamma, self.beta]

        def out_of(forward: Function) -> Callable[[Array], Any]:
            def f(z: Array) -> Any:
                # Copies: the point that numerical_gradient moves is its own business.
                changed = [a.copy() for a in (*arrays[:index], z, *arrays[index + 1 :])]
                return forward(*changed, eps=self.eps)[0]

            return f

        self.t.gradient(
            RETURNS.split(", ")[index],
            got,
            out_of(self.reference),
            arrays[index],
            self.dout,
            symptom,
            cause,
            mistakes,
            own=out_of(self.forward),
            **tolerance,
        )


def out_of(t: Trial, forward: Function, x: Array, gamma: Array, beta: Array) -> Any:
    """Return the student's ``out``."""
    return t.call(forward, x, gamma, beta, returns="out, cache")[0]


def gradients_of(
    t: Trial,
    forward: Function,
    backward: Function,
    x: Array,
    gamma: Array,
    beta: Array,
    dout: Array,
) -> Any:
    """Return the student's ``dx, dgamma, dbeta``."""
    _, cache = t.call(forward, x, gamma, beta, returns="out, cache")
    return t.call(backward, dout, cache, returns=RETURNS)
