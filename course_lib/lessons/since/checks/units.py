"""Checks of the units of today's nets: GELU and SwiGLU, each with its gradients."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import drawn_shape
from course_lib.checking.precision import keeps_digits
from course_lib.checking.probes import other_forms
from course_lib.checking.results import OWN_CACHE, OWN_CACHE_CAUSE, is_finite
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function, Slip

gelu = Exercise("gelu", functions=("gelu_forward", "gelu_backward"))
swiglu = Exercise("swiglu", functions=("swiglu_forward", "swiglu_backward"))
swiglu.in_order("swiglu_backward", "dx, dw, dv")


def _normal_share(x: Array) -> Array:
    """Return the share of normal numbers below x, to all digits."""
    found: Array = 0.5 + 0.5 * np.array([math.erf(z / 2**0.5) for z in x.ravel()]).reshape(x.shape)
    return found


def _tanh_share(x: Array) -> Array:
    found: Array = 0.5 + 0.5 * np.tanh((2 / np.pi) ** 0.5 * (x + 0.044715 * x**3))
    return found


def _gelu(x: Array) -> Array:
    found: Array = x * _tanh_share(x)
    return found


def _exact_gelu(x: Array) -> Array:
    found: Array = x * _normal_share(x)
    return found


def _sigmoid(x: Array) -> Array:
    found: Array = 0.5 + 0.5 * np.tanh(x / 2)
    return found


def _form(t: Trial, f: Function) -> Function:
    """Return the GELU that the student wrote: the formula with tanh, or the exact share."""
    x = np.array([1.0, 2.0])
    out, _ = t.call(f, x, returns="out, cache")
    exact = np.shape(out) == x.shape and np.allclose(out, _exact_gelu(x), rtol=1e-6)
    if exact:
        t.note("Your GELU has the exact share of normal numbers; the one with tanh is as right.")
    return _exact_gelu if exact else _gelu


def _numbers(t: Trial) -> Array:
    visible = np.array([[-3.0, -2.0, -1.0], [1.0, 2.0, 3.0]])
    return t.draw(visible, lambda rng: visible.T + rng.uniform(-0.4, 0.4, (3, 2)).round(2))


@gelu.property("forward: six numbers", weight=3, part="forward")
def gelu_by_hand(t: Trial, gelu_forward: Function) -> None:
    x, gelu = _numbers(t), _form(t, gelu_forward)
    out, _ = t.call(gelu_forward, x, returns="out, cache")
    row = ", ".join(f"{v:.4f}" for v in gelu(x)[-1])
    t.close(
        "out",
        out,
        gelu(x),
        f"For x = ({', '.join(f'{v:g}' for v in x[-1])}) `out` must be ({row}).",
        "Compute the argument of tanh first, for x = 1 alone: it is 0.8336. Then 1 plus its tanh, "
        "times x, and half of it.",
        mistakes=[
            (_tanh_share(x), "That is the share alone. GELU multiplies x with it."),
            (2 * gelu(x), "Twice too large: 1 + tanh goes from 0 to 2, the share from 0 to 1."),
            (x * (2 * _tanh_share(x) - 1), "The 1 before tanh is missing."),
            (x * (_tanh_share(x) - 0.5), "The 1 before tanh is missing."),
            (np.maximum(x, 0), "That is ReLU."),
            (
                x * _sigmoid(1.702 * x),
                Slip("That is the rougher formula of the paper, with a sigmoid."),
            ),
            (x * _sigmoid(x), "That is x times its sigmoid, SiLU. It is a cousin of GELU."),
            (
                x * (0.5 + 0.5 * np.tanh((2 / np.pi) ** 0.5 * x)),
                Slip("The term with the cube of x is missing."),
            ),
            (
                x * (0.5 + 0.5 * np.tanh((2 / np.pi) ** 0.5 * (x + 0.044715 * x**2))),
                Slip("The small term holds the cube of x, not its square."),
            ),
            (
                x * (0.5 + 0.5 * np.tanh(2 / np.pi * (x + 0.044715 * x**3))),
                Slip("The factor is the ROOT of 2 / pi."),
            ),
            (
                x * (0.5 + 0.5 * np.tanh(2**0.5 / np.pi * (x + 0.044715 * x**3))),
                Slip("The root is that of the quotient, of 2 / pi."),
            ),
            (
                x * (0.5 + 0.5 * np.tanh((2 / np.pi) ** 0.5 * (x + 0.044715 * x) ** 3)),
                Slip("The cube is that of the second x alone, not of the bracket."),
            ),
            (
                x * (0.5 + 0.5 * np.tanh((2 / np.pi) ** 0.5 * (x + 0.44715 * x**3))),
                Slip("The number before the cube is 0.044715."),
            ),
            (
                x * (0.5 + 0.5 * np.tanh((2 / np.pi) ** 0.5 * x + 0.044715 * x**3)),
                Slip("The root of 2 / pi multiplies both terms, x and the one with its cube."),
            ),
        ],
    )


@gelu.detail("forward: any shape, large numbers", weight=1, part="forward")
def gelu_far_out(t: Trial, gelu_forward: Function) -> None:
    for shape in t.draw([(5,), (2, 3, 2)], lambda rng: [(int(rng.integers(4, 9)),), (3, 2, 4)]):
        x = t.rng.choice([-1.0, 1.0], shape) * t.rng.uniform(30, 900, shape)
        out, _ = t.call(gelu_forward, x, returns="out, cache")
        symptom = (
            f"For an x of shape {shape} with entries from 30 to 900, of both signs, `out` is "
            "wrong. So far out GELU is x or 0."
        )
        cause = "`np.tanh` stays finite everywhere. A quotient of exponentials gives inf / inf."
        t.require(is_finite(out), symptom, cause)
        t.close("out", out, np.maximum(x, 0), symptom)


@gelu.property("backward: the gradient of your forward pass", weight=6)
def gelu_gradient(t: Trial, gelu_forward: Function, gelu_backward: Function) -> None:
    x, gelu = _numbers(t), _form(t, gelu_forward)
    dout = t.rng.uniform(0.5, 2, x.shape) * t.rng.choice([-1.0, 1.0], x.shape)
    _, cache = t.call(gelu_forward, x, returns="out, cache")
    root, share = (2 / np.pi) ** 0.5, _tanh_share(x)
    bend = 2 * x * share * (1 - share)  # x times the slope of the share, but for the inner one
    inner = root * (1 + 3 * 0.044715 * x**2)
    got = t.call(gelu_backward, dout, cache, returns="dx")
    t.gradient(
        "dx",
        got,
        gelu,
        x,
        dout,
        cause="`out` is a product of x and the share. The slope of a product has two terms.",
        mistakes=[
            (share + bend * inner, "That is the slope alone. The chain rule multiplies by `dout`."),
            (dout * share, "The share depends on x, too. Its slope is missing."),
            (dout * bend * inner, "Only the share was differentiated. x has the slope 1."),
            (dout * (share + bend), "The inner function of tanh has a slope of its own."),
            (
                dout * (share + bend * inner / x),
                "The slope of the share must be multiplied by x: the rule for a product.",
            ),
            (dout * (share + bend * root), Slip("The cube of x has the slope 3 x^2.")),
            (
                dout * (share + bend * root * (1 + 0.044715 * x**2)),
                Slip("The cube of x has the slope 3 x^2."),
            ),
            (
                dout * (share + bend * root * (1 + 2 * 0.044715 * x**2)),
                Slip("The cube of x has the slope 3 x^2."),
            ),
            (
                dout * (share + bend * inner / root),
                Slip("The root of 2 / pi is a factor of the inner function, and of its slope."),
            ),
            (
                dout * bend * inner / x,
                "That is the slope of the share alone. `out` is x times the share.",
            ),
            (
                dout * (share + x * (1 - np.tanh(x) ** 2) * inner / 2),
                "The slope of tanh is taken where tanh was: at its argument, not at x.",
            ),
            (
                dout * (share + 2 * x * (1 - share) ** 2 * inner),
                "The slope of tanh is 1 - tanh^2, which is not (1 - tanh)^2.",
            ),
            (dout * (share + 2 * bend * inner), Slip("The half before the tanh is missing.")),
            (
                dout * (share + x * share * inner),
                "The slope of tanh is 1 - tanh^2.",
            ),
            (dout * (x > 0), "That is the gradient of ReLU."),
        ],
        own=lambda z: gelu_forward(z)[0],
    )


@gelu.detail("backward: any shape, large numbers", weight=1)
def gelu_slope_far_out(t: Trial, gelu_forward: Function, gelu_backward: Function) -> None:
    shape: tuple[int, ...] = t.draw((2, 3, 2), drawn_shape)
    x = t.rng.choice([-1.0, 1.0], shape) * t.rng.uniform(30, 900, shape)
    dout = t.rng.uniform(1, 2, shape)
    _, cache = t.call(gelu_forward, x, returns="out, cache")
    dx = t.call(gelu_backward, dout, cache, returns="dx")
    symptom = "For entries from 30 to 900, of both signs, `dx` must be `dout` or 0."
    cause = "The slope of tanh is 1 - tanh^2, which stays finite. Exponentials give inf / inf."
    t.require(is_finite(dx), symptom, cause)
    t.close("dx", dx, dout * (x > 0), symptom)


@gelu.guard("backward: each call uses its own cache")
def gelu_own_cache(t: Trial, gelu_forward: Function, gelu_backward: Function) -> None:
    shape: tuple[int, ...] = t.draw((3, 2), drawn_shape)
    calls, dout = [], t.rng.uniform(1, 2, shape)
    for _ in range(2):
        x = t.rng.standard_normal(shape)
        _, cache = t.call(gelu_forward, x, returns="out, cache")
        calls.append((cache, t.call(gelu_backward, dout, cache, returns="dx")))
    for cache, alone in calls:
        dx = t.call(gelu_backward, dout, cache, returns="dx")
        t.close("dx", dx, np.asarray(alone), OWN_CACHE.format("dx"), OWN_CACHE_CAUSE.format("unit"))


@gelu.guard("float32, and views with gaps")
def gelu_other_forms(t: Trial, gelu_forward: Function, gelu_backward: Function) -> None:
    def run(x: Array, dout: Array) -> Any:
        out, cache = t.call(gelu_forward, x, returns="out, cache", may_change=(x,))
        return out, t.call(gelu_backward, dout, cache, returns="dx", may_change=(dout,))

    other_forms(t, run, t.rng.standard_normal((4, 3)), t.rng.standard_normal((4, 3)))


@gelu.guard("float64 stays float64")
def gelu_stays_float64(t: Trial, gelu_forward: Function, gelu_backward: Function) -> None:
    def results() -> Iterator[tuple[str, Any]]:
        out, cache = t.call(gelu_forward, np.array([[1.5, -0.5]]), returns="out, cache")
        yield "out", out
        yield "dx", t.call(gelu_backward, np.array([[1.5, 2.5]]), cache, returns="dx")

    keeps_digits(t, results())


def _swiglu(x: Array, w: Array, v: Array) -> Array:
    a = x @ w
    out: Array = a * _sigmoid(a) * (x @ v)
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
    t.close(
        "out",
        out,
        want,
        f"With the row x = {x[0].tolist()}, w = {w.tolist()} and v = {v.tolist()} x @ w is "
        f"{a[0].tolist()}, x @ v is {b[0].tolist()}, and `out` must be "
        f"{want[0].round(4).tolist()}.",
        "Take the three factors one by one: x @ w, its sigmoid, x @ v.",
        mistakes=[
            (a * _sigmoid(a), "x @ v did not come in: that is SiLU of x @ w."),
            (_sigmoid(a) * b, "That is GLU, with a bare sigmoid as gate. SiLU is z sigmoid(z)."),
            (np.maximum(a, 0) * b, "That is ReGLU, with ReLU as gate."),
            (_gelu(a) * b, "That is GEGLU, with GELU as gate."),
            (a * a * _sigmoid(a) * b, "x @ w came in twice: SiLU is z sigmoid(z)."),
            (a * b, "Nothing bends here: the sigmoid is missing."),
            (a * _sigmoid(a) + b, "The two parts are multiplied, not added."),
            (a * _sigmoid(-a) * b, "The sigmoid has the wrong sign: 1 / (1 + exp(-z))."),
            (
                a * _sigmoid(a) * b * _sigmoid(b),
                "Only x @ w goes through SiLU. x @ v comes in as it is.",
            ),
            (a * _sigmoid(b) * b, Slip("w and v have changed places: x @ w goes through SiLU.")),
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
    t.close("out", out, a * _sigmoid(a) * (x @ v), symptom)


class _Backward:
    """One backward pass of the student, with the numbers that it started from."""

    def __init__(self, t: Trial, forward: Function, backward: Function) -> None:
        self.t, self.forward, self.arrays = t, forward, _arrays(t)
        x, w, v = self.arrays
        self.dout = t.rng.standard_normal((len(x), w.shape[1]))
        _, cache = t.call(forward, *self.arrays, returns="out, cache")
        self.grads = t.call(backward, self.dout, cache, returns="dx, dw, dv")
        self.a, self.b = x @ w, x @ v
        self.s = _sigmoid(self.a)
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


@swiglu.guard("float32, and views with gaps")
def swiglu_other_forms(t: Trial, swiglu_forward: Function, swiglu_backward: Function) -> None:
    def run(*arrays: Array) -> Any:
        *inputs, dout = arrays
        out, cache = t.call(swiglu_forward, *inputs, returns="out, cache", may_change=inputs)
        names = "dx, dw, dv"
        return (out, *t.call(swiglu_backward, dout, cache, returns=names, may_change=(dout,)))

    other_forms(t, run, *(t.rng.standard_normal(s) for s in ((4, 3), (3, 2), (3, 2), (4, 2))))


@swiglu.guard("float64 stays float64")
def swiglu_stays_float64(t: Trial, swiglu_forward: Function, swiglu_backward: Function) -> None:
    def results() -> Iterator[tuple[str, Any]]:
        arrays = [np.array(a) for a in ([[1.5]], [[0.5]], [[2.5]])]
        out, cache = t.call(swiglu_forward, *arrays, returns="out, cache")
        yield "out", out
        grads = t.call(swiglu_backward, np.array([[1.5]]), cache, returns="dx, dw, dv")
        yield from zip(("dx", "dw", "dv"), grads, strict=True)

    keeps_digits(t, results())
