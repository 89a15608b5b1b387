"""L-BFGS (Liu and Nocedal 1989): Newton's step with a curvature learned from the last few steps.

It trusts differences of gradients, so it needs the full batch: on minibatches the noise of two
different batches passes for curvature.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from course_lib.engine.arrays import Array, expect_floats, expect_positive
from course_lib.engine.batches import expect_data
from course_lib.engine.losses import softmax_loss
from course_lib.engine.modules import Dropout
from course_lib.engine.network import Loss, Network
from course_lib.engine.threads import one_blas_thread

Objective = Callable[[Array], tuple[float, Array]]


class Minimum(NamedTuple):
    """Where the search ended: the point, the losses (start included) and whether it converged."""

    w: Array
    losses: Array
    converged: bool


def minimize(
    f: Objective, w: Array, steps: int = 100, memory: int = 10, tolerance: float = 1e-6
) -> Minimum:
    """Minimize ``f(w) -> loss, gradient`` from the flat vector ``w`` (P,), which stays unchanged.

    Stops when no component of the gradient exceeds ``tolerance``, when no step along the
    direction lowers the loss, or after ``steps``. ``memory`` is the number of remembered steps.
    """
    expect_floats("minimize", w=w)
    expect_positive("minimize", steps=steps, memory=memory, tolerance=tolerance)
    if w.ndim != 1:
        raise ValueError(f"minimize: w has shape {w.shape}, expected a flat vector (P,)")
    loss, grad = f(w)
    if not np.isfinite(loss):
        raise ValueError(f"minimize: the loss at the start is {loss}, expected a finite one")
    losses = [float(loss)]
    pairs: list[tuple[Array, Array]] = []
    for _ in range(steps):
        if np.abs(grad).max(initial=0.0) <= tolerance:
            return Minimum(w, np.array(losses), True)
        direction = -apply_inverse_hessian(grad, pairs)
        end = _line_search(f, w, float(loss), grad, direction, first=not pairs)
        if end is None:
            break
        w_new, loss, grad_new = end
        step, change = w_new - w, grad_new - grad
        # Positive curvature keeps the inverse Hessian positive definite: forget other pairs.
        if step @ change > 1e-10 * (step @ step):
            pairs = [*pairs, (step, change)][-memory:]
        w, grad = w_new, grad_new
        losses.append(float(loss))
    return Minimum(w, np.array(losses), bool(np.abs(grad).max(initial=0.0) <= tolerance))


def apply_inverse_hessian(grad: Array, pairs: list[tuple[Array, Array]]) -> Array:
    """Return the estimated inverse Hessian times ``grad``: the two-loop recursion.

    ``pairs`` holds (change of w, change of gradient), the oldest first.
    """
    q, weights = grad.copy(), []
    for step, change in reversed(pairs):
        weight = (step @ q) / (step @ change)
        q -= weight * change
        weights.append(weight)
    if pairs:
        step, change = pairs[-1]
        q *= (step @ change) / (change @ change)
    for (step, change), weight in zip(pairs, reversed(weights), strict=True):
        q += (weight - (change @ q) / (step @ change)) * step
    return q


def fit_lbfgs(
    net: Network,
    x: Array,
    labels: Array,
    steps: int = 100,
    memory: int = 10,
    loss: Loss = softmax_loss,
) -> Minimum:
    """Train one net in place on the full batch ``x`` (N, D), ``labels`` (N,)."""
    if net.members is not None:
        raise ValueError(
            f"fit_lbfgs: the network is a stack of {net.members}, a line search needs one net"
        )
    if any(isinstance(layer, Dropout) for layer in net.layers):
        raise ValueError(
            "fit_lbfgs: dropout draws a new loss each time, a line search needs one loss"
        )
    expect_data("fit_lbfgs", x, labels, net.members)

    def objective(w: Array) -> tuple[float, Array]:
        net.params[...] = w
        value, dscores = loss(net.forward(x), labels)
        net.backward(dscores)
        return float(value), net.grads.copy()

    with one_blas_thread(), np.errstate(over="ignore", invalid="ignore"):
        result = minimize(objective, net.params.copy(), steps, memory)
    net.params[...] = result.w
    return result


def _line_search(
    f: Objective, w: Array, loss: float, grad: Array, direction: Array, first: bool
) -> tuple[Array, float, Array] | None:
    """Find a step that satisfies the weak Wolfe conditions by bisection; None if there is none."""
    slope = float(grad @ direction)
    if slope >= 0:
        return None
    # Without curvature the scale of the first step is unknown: begin with length 1 at most.
    size = min(1.0, 1.0 / float(np.linalg.norm(direction))) if first else 1.0
    low, high = 0.0, np.inf
    best = None
    for _ in range(30):
        w_new = w + size * direction
        loss_new, grad_new = f(w_new)
        if not loss_new <= loss + 1e-4 * size * slope:
            high = size
        else:
            best = w_new, loss_new, grad_new
            if float(grad_new @ direction) >= 0.9 * slope:
                return best
            low = size
        size = 2 * low if np.isinf(high) else (low + high) / 2
    return best
