"""Check of notebook 12: GELU and its gradient."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import drawn_shape
from course_lib.checking.precision import keeps_digits
from course_lib.checking.probes import any_form
from course_lib.checking.results import OWN_CACHE, OWN_CACHE_CAUSE, is_finite
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function, Slip

gelu = Exercise("gelu", functions=("gelu_forward", "gelu_backward"))


def _normal_share(x: Array) -> Array:
    """Return the share of normal numbers below x, to all digits."""
    found: Array = 0.5 + 0.5 * np.array([math.erf(z / 2**0.5) for z in x.ravel()]).reshape(x.shape)
    return found


def _tanh_share(x: Array) -> Array:
    found: Array = 0.5 + 0.5 * np.tanh((2 / np.pi) ** 0.5 * (x + 0.044715 * x**3))
    return found


def gelu_by_tanh(x: Array) -> Array:
    found: Array = x * _tanh_share(x)
    return found


def _exact_gelu(x: Array) -> Array:
    found: Array = x * _normal_share(x)
    return found


def sigmoid(x: Array) -> Array:
    """Return 1 / (1 + exp(-x)), which overflows nowhere."""
    found: Array = 0.5 + 0.5 * np.tanh(x / 2)
    return found


def _form(t: Trial, f: Function) -> Function:
    """Return the GELU that the student wrote: the formula with tanh, or the exact share."""
    x = np.array([1.0, 2.0])
    out, _ = t.call(f, x, returns="out, cache")
    exact = np.shape(out) == x.shape and np.allclose(out, _exact_gelu(x), rtol=1e-6)
    if exact:
        t.note("Your GELU has the exact share of normal numbers; the one with tanh is as right.")
    return _exact_gelu if exact else gelu_by_tanh


def _numbers(t: Trial) -> Array:
    visible = np.array([[-3.0, -2.0, -1.0], [1.0, 2.0, 3.0]])
    return t.draw(visible, lambda rng: visible.T + rng.uniform(-0.4, 0.4, (3, 2)).round(2))


@gelu.property("forward: six numbers", weight=3, part="forward")
def gelu_by_hand(t: Trial, gelu_forward: Function) -> None:
    x, gelu = _numbers(t), _form(t, gelu_forward)
    out, _ = t.call(gelu_forward, x, returns="out, cache")
    row = ", ".join(f"{v:.4f}" for v in gelu(x)[-1])
    one = x[-1, 0]
    inner = (2 / np.pi) ** 0.5 * (one + 0.044715 * one**3)
    t.worked(
        an_entry_of_x=one,
        its_cube=one**3,
        argument_of_tanh=inner,
        tanh=np.tanh(inner),
        share=0.5 + 0.5 * np.tanh(inner),
        share_times_x=one * (0.5 + 0.5 * np.tanh(inner)),
    )
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
                x * sigmoid(1.702 * x),
                Slip("That is the rougher formula of the paper, with a sigmoid."),
            ),
            (x * sigmoid(x), "That is x times its sigmoid, SiLU. It is a cousin of GELU."),
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


any_form(gelu, (4, 3), (4, 3))


@gelu.guard("float64 stays float64")
def gelu_stays_float64(t: Trial, gelu_forward: Function, gelu_backward: Function) -> None:
    def results() -> Iterator[tuple[str, Any]]:
        out, cache = t.call(gelu_forward, np.array([[1.5, -0.5]]), returns="out, cache")
        yield "out", out
        yield "dx", t.call(gelu_backward, np.array([[1.5, 2.5]]), cache, returns="dx")

    keeps_digits(t, results())
