"""Check of notebook 12: SwiGLU and its gradients."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.precision import keeps_digits
from course_lib.checking.probes import any_form
from course_lib.checking.quotient import HUGE, keeps_its_digits
from course_lib.checking.results import OWN_CACHE, OWN_CACHE_CAUSE, is_finite
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function, Slip
from course_lib.lessons.since.checks.gelu import gelu_by_tanh, sigmoid

swiglu = Exercise("swiglu", functions=("swiglu_forward", "swiglu_backward"))
swiglu.in_order("swiglu_backward", "dx, dw, dv")


def _swiglu(x: Array, w: Array, v: Array) -> Array:
    a = x @ w
    out: Array = a * sigmoid(a) * (x @ v)
    return out


def _arrays(t: Trial) -> list[Array]:
    """Return x (N, D), w and v (D, M), no two of N, D and M alike."""
    n, d, m = t.draw((4, 3, 2), lambda rng: tuple(rng.permutation([2, 3, 4, 5])[:3].tolist()))
    return [t.rng.standard_normal(shape) for shape in ((n, d), (d, m), (d, m))]


@swiglu.property("forward: two units by hand", weight=4, part="forward")
def swiglu_by_hand(t: Trial, swiglu_forward: Function) -> None:
    x = t.draw(np.array([[1.0, 2.0]]), lambda rng: rng.uniform(0.5, 2, (3, 2)).round(2))
    w, v = np.array([[2.0, 0.0], [0.0, -0.5]]), np.array([[1.0, 3.0], [2.0, -1.0]])
    a, b = x @ w, x @ v
    out, _ = t.call(swiglu_forward, x, w, v, returns="out, cache")
    want = _swiglu(x, w, v)
    t.worked(x_by_w=a[0], its_sigmoid=sigmoid(a[0]), x_by_v=b[0], product_of_all_three=want[0])
    t.close(
        "out",
        out,
        want,
        f"With the row x = {x[0].tolist()}, w = {w.tolist()} and v = {v.tolist()} x @ w is "
        f"{a[0].tolist()}, x @ v is {b[0].tolist()}, and `out` must be "
        f"{want[0].round(4).tolist()}.",
        "Take the three factors one by one: x @ w, its sigmoid, x @ v.",
        mistakes=[
            (a * sigmoid(a), "x @ v did not come in: that is SiLU of x @ w."),
            (sigmoid(a) * b, "That is GLU, with a bare sigmoid as gate. SiLU is z sigmoid(z)."),
            (np.maximum(a, 0) * b, "That is ReGLU, with ReLU as gate."),
            (gelu_by_tanh(a) * b, "That is GEGLU, with GELU as gate."),
            (a * a * sigmoid(a) * b, "x @ w came in twice: SiLU is z sigmoid(z)."),
            (a * b, "Nothing bends here: the sigmoid is missing."),
            (a * sigmoid(a) + b, "The two parts are multiplied, not added."),
            (a * sigmoid(-a) * b, "The sigmoid has the wrong sign: 1 / (1 + exp(-z))."),
            (
                a * sigmoid(a) * b * sigmoid(b),
                "Only x @ w goes through SiLU. x @ v comes in as it is.",
            ),
            (a * sigmoid(b) * b, Slip("w and v have changed places: x @ w goes through SiLU.")),
        ],
    )


@swiglu.detail("forward: large numbers, other shapes", weight=1, part="forward")
def swiglu_far_out(t: Trial, swiglu_forward: Function) -> None:
    x, w, v = _arrays(t)
    x = 1e4 * x
    a = x @ w
    out, _ = t.call(swiglu_forward, x, w, v, returns="out, cache")
    symptom = f"With x {x.shape}, w {w.shape} and entries of x near 10000 `out` is wrong."
    cause = "exp(z) / (1 + exp(z)) is inf / inf for a large z; 1 / (1 + exp(-z)) is not."
    t.require(is_finite(out), symptom, cause)
    t.close("out", out, a * sigmoid(a) * (x @ v), symptom)


class _Backward:
    """One backward pass of the student, with the numbers that it started from."""

    def __init__(self, t: Trial, forward: Function, backward: Function) -> None:
        self.t, self.forward, self.arrays = t, forward, _arrays(t)
        x, w, v = self.arrays
        self.dout = t.rng.standard_normal((len(x), w.shape[1]))
        _, cache = t.call(forward, *self.arrays, returns="out, cache")
        self.grads = t.call(backward, self.dout, cache, returns="dx, dw, dv")
        self.a, self.b = x @ w, x @ v
        self.s = sigmoid(self.a)
        self.slope = self.s + self.a * self.s * (1 - self.s)

    def compare(self, place: int, cause: str, mistakes: list[tuple[Any, str]]) -> None:
        """Compare one gradient with the numerical one."""

        def at(f: Function) -> Function:
            return lambda z: f(*self.arrays[:place], z, *self.arrays[place + 1 :])

        self.t.gradient(
            ("dx", "dw", "dv")[place],
            self.grads[place],
            at(_swiglu),
            self.arrays[place],
            self.dout,
            cause=cause,
            mistakes=mistakes,
            own=lambda z: at(self.forward)(z)[0],
        )


def _huge(t: Trial, name: str, forward: Function, backward: Function) -> None:
    """Fail unless a gradient keeps its digits where the output is huge beside what it tells.

    The first unit of x is huge. For dw and dx it reaches `out` through w alone, for dv through v
    alone; for dx the last unit comes in through w alone.
    """
    n, d, m = t.draw((4, 3, 2), lambda rng: rng.integers((2, 3, 2), (6, 6, 6)).tolist())
    x, w, v = (t.rng.uniform(0.5, 2, shape) for shape in ((n, d), (d, m), (d, m)))
    x[:, 0] *= HUGE
    (w if name == "dv" else v)[0] = 0
    if name == "dx":
        v[-1] = 0
    dout = t.rng.uniform(0.5, 2, (n, m))
    _, cache = t.call(forward, x, w, v, returns="out, cache")
    grads = dict(
        zip(("dx", "dw", "dv"), t.call(backward, dout, cache, returns="dx, dw, dv"), strict=True)
    )
    a, b = x @ w, x @ v
    s = sigmoid(a)
    slope = s + a * s * (1 - s)
    want = {
        "dx": dout * b * slope @ w.T + dout * a * s @ v.T,
        "dw": x.T @ (dout * b * slope),
        "dv": x.T @ (dout * a * s),
    }[name]
    # The entries of the huge unit, and those through which it goes, are left out.
    kept = np.zeros_like(want, dtype=bool)
    kept[(slice(None), -1) if name == "dx" else slice(1, None)] = True
    got = t.array(name, grads[name], want.shape)
    keeps_its_digits(
        t,
        name,
        got[kept],
        want[kept],
        f"Where the first column of `x` is 1e14 times as large as the others, `{name}` is wrong "
        "in the entries that do not belong to it.",
    )


@swiglu.property("backward: dv", weight=2, of="dv")
def swiglu_dv(t: Trial, swiglu_forward: Function, swiglu_backward: Function) -> None:
    s = _Backward(t, swiglu_forward, swiglu_backward)
    x, a = s.arrays[0], s.a
    s.compare(
        2,
        "For x @ v the gate is a factor that stands still: `dout` times the gate enters there.",
        [
            (x.T @ s.dout, "The gate is missing: x @ v was multiplied by it."),
            (x.T @ (s.dout * s.s), "The gate is z sigmoid(z), not the sigmoid alone."),
            (x.T @ (s.dout * s.b * s.s), "The gate is made of x @ w; you took x @ v for it."),
            (x.T @ (s.dout * a), "The gate is z sigmoid(z), not z alone."),
            (x.T @ (s.dout * a * s.s) / len(x), Slip("The sum over the rows was divided by N.")),
        ],
    )
    _huge(t, "dv", swiglu_forward, swiglu_backward)


@swiglu.property("backward: dw", weight=3, of="dw")
def swiglu_dw(t: Trial, swiglu_forward: Function, swiglu_backward: Function) -> None:
    s = _Backward(t, swiglu_forward, swiglu_backward)
    x, da = s.arrays[0], s.dout * s.b
    s.compare(
        1,
        "Go back in three steps: the product with x @ v, the slope of SiLU, the product x @ w.",
        [
            (x.T @ (s.dout * s.slope), "x @ v is missing: the gate was multiplied by it."),
            (x.T @ (da * s.s), "SiLU is a product, and its slope has two terms."),
            (x.T @ (da * s.s * (1 - s.s)), "That is the slope of the sigmoid, not of SiLU."),
            (x.T @ (da * s.a * s.s * (1 - s.s)), "SiLU is a product: a term of its slope is gone."),
            (x.T @ (da * (s.s + s.s * (1 - s.s))), "The second term of the slope has a factor z."),
            (x.T @ (da * s.a * s.s), "That is SiLU itself, not its slope."),
            (x.T @ (da * (s.s + s.a * (1 - s.s))), "The slope of the sigmoid s is s (1 - s)."),
            (
                x.T @ (da * (s.s + s.b * s.s * (1 - s.s))),
                "The slope of SiLU has x @ w in it, where you have x @ v.",
            ),
            (x.T @ da, "The slope of SiLU is missing."),
            (x.T @ (da * s.slope) / len(x), Slip("The sum over the rows was divided by N.")),
        ],
    )
    _huge(t, "dw", swiglu_forward, swiglu_backward)


@swiglu.property("backward: dx", weight=3, of="dx")
def swiglu_dx(t: Trial, swiglu_forward: Function, swiglu_backward: Function) -> None:
    s = _Backward(t, swiglu_forward, swiglu_backward)
    _, w, v = s.arrays
    through_w, through_v = s.dout * s.b * s.slope @ w.T, s.dout * s.a * s.s @ v.T
    s.compare(
        0,
        "x reaches `out` on two roads, through w and through v. Their gradients add up.",
        [
            (through_w, "The road through v is missing."),
            (through_v, "The road through w is missing."),
            (
                (s.dout * (s.b * s.slope + s.a * s.s)) @ (w + v).T,
                "Each road goes back through its own matrix.",
            ),
            (through_w * through_v, "The gradients of two roads are added, not multiplied."),
            (through_w - through_v, "The two roads were subtracted."),
        ],
    )
    _huge(t, "dx", swiglu_forward, swiglu_backward)


@swiglu.guard("backward: each call uses its own cache")
def swiglu_own_cache(t: Trial, swiglu_forward: Function, swiglu_backward: Function) -> None:
    calls, arrays = [], _arrays(t)
    dout = t.rng.standard_normal((len(arrays[0]), arrays[1].shape[1]))
    for scale in (1.0, 2.0):
        _, cache = t.call(swiglu_forward, *(scale * a for a in arrays), returns="out, cache")
        calls.append((cache, t.call(swiglu_backward, dout, cache, returns="dx, dw, dv")))
    cause = OWN_CACHE_CAUSE.format("unit")
    for cache, alone in calls:
        grads = t.call(swiglu_backward, dout, cache, returns="dx, dw, dv")
        for name, got, want in zip(("dx", "dw", "dv"), grads, alone, strict=True):
            t.close(name, got, np.asarray(want), OWN_CACHE.format(name), cause)


any_form(swiglu, (4, 3), (3, 2), (3, 2), (4, 2))


@swiglu.guard("float64 stays float64")
def swiglu_stays_float64(t: Trial, swiglu_forward: Function, swiglu_backward: Function) -> None:
    def results() -> Iterator[tuple[str, Any]]:
        arrays = [np.array(a) for a in ([[1.5]], [[0.5]], [[2.5]])]
        out, cache = t.call(swiglu_forward, *arrays, returns="out, cache")
        yield "out", out
        grads = t.call(swiglu_backward, np.array([[1.5]]), cache, returns="dx, dw, dv")
        yield from zip(("dx", "dw", "dv"), grads, strict=True)

    keeps_digits(t, results())
