"""Checks of notebook 02: what the layers of a random network do to a signal, predicted."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import numpy_numbers
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function, Mistake
from course_lib.lessons.initialization.checks.signals import per_layer

predicted_std = Exercise("predicted_std", functions=("predicted_std",))


def _prediction(
    t: Trial,
    predicted_std: Function,
    args: tuple[int, float, int, str],
    want: Array,
    mistakes: list[Mistake],
) -> None:
    """Require the stds ``want`` and name the cause when a known mistake gave others."""
    result = t.call(predicted_std, *args, returns="stds")
    depth = args[2]
    if isinstance(result, np.ndarray) and result.shape == (depth + 1,):
        t.require(
            False,
            f"predicted_std returned {depth + 1} numbers for a depth of {depth}.",
            "The input is not a layer: the first entry is the std of z in layer 1.",
        )
    got = per_layer(t, "stds", result, depth)
    call = f'predicted_std({args[0]}, {args[1]:.4g}, {depth}, "{args[3]}")'
    t.close(
        "stds",
        got,
        want,
        f"{call} gave {np.array2string(got, precision=4)}, "
        f"expected {np.array2string(want, precision=4)}.",
        mistakes=mistakes,
    )


_VARIANCE = "Those are second moments: a square root is missing."
_ROOT = "That is one square root too many."
_SUM = "A unit adds fan_in products. Their variances add up, their stds do not."
_SIGMA = "sigma_w is the std of a weight; its variance is the square of sigma_w."
_LAYER_0 = "1 is the std of the input. The first entry belongs to z in layer 1."
_ONLY_RELU = "The factor 1/2 belongs to relu. A linear unit lets everything pass."
_MEAN = (
    "0.34 is the variance of relu(z). The next layer adds up squares of what it receives, the "
    "mean included: it needs the second moment."
)


@predicted_std.property("one linear layer", weight=2, of="linear")
def predicted_one_layer(t: Trial, predicted_std: Function) -> None:
    fan_in, sigma = t.draw(
        (16, 0.75), lambda rng: (int(rng.integers(12, 80)), rng.uniform(0.4, 0.8))
    )
    want = fan_in**0.5 * sigma
    t.worked(fan_in=fan_in, variance_of_a_weight=sigma**2, their_product=want**2, its_root=want)
    _prediction(
        t,
        predicted_std,
        (fan_in, sigma, 1, "linear"),
        np.array([want]),
        [
            (np.array([want**2]), _VARIANCE),
            (np.array([fan_in * sigma]), _SUM),
            (np.array([(fan_in * sigma) ** 0.5]), _SIGMA),
            (np.array([sigma]), "The std does not depend on fan_in yet. " + _SUM),
            (np.array([1.0]), _LAYER_0),
            (np.array([want * 0.5**0.5]), _ONLY_RELU),
            (np.array([want**0.5]), _ROOT),
        ],
    )


@predicted_std.property("linear layers multiply", weight=3, of="linear")
def predicted_linear_layers(t: Trial, predicted_std: Function) -> None:
    fan_in, sigma = t.draw(
        (25, 0.1), lambda rng: (int(rng.integers(16, 50)), rng.uniform(0.4, 0.6))
    )
    factor = fan_in**0.5 * sigma
    layers = np.arange(1, t.draw(5, lambda rng: int(rng.integers(5, 8))))
    want = factor**layers
    t.worked(factor_of_a_layer=factor**2, second_moments_of_z=want**2, their_roots=want)
    _prediction(
        t,
        predicted_std,
        (fan_in, sigma, len(layers), "linear"),
        want,
        [
            (want**2, _VARIANCE),
            ((fan_in * sigma) ** layers, _SUM),
            ((fan_in * sigma) ** (layers / 2), _SIGMA),
            (factor * layers, "Each layer multiplies the std by a factor; you add it."),
            (0 * want + factor, "Every layer has the std of the first: nothing accumulates."),
            (factor ** (layers - 1), _LAYER_0),
            (factor ** (layers / 2), _ROOT),
            (want[::-1], "The order is from the first layer to the last."),
            (want * 0.5 ** ((layers - 1) / 2), _ONLY_RELU),
            (want * 0.5 ** (layers / 2), _ONLY_RELU),
        ],
    )


@predicted_std.property("relu halves the second moment", weight=3, of="relu")
def predicted_relu_layers(t: Trial, predicted_std: Function) -> None:
    fan_in, sigma = t.draw(
        (8, 0.25), lambda rng: (2 * int(rng.integers(15, 30)), rng.uniform(0.3, 0.4))
    )
    layers = np.arange(1, t.draw(5, lambda rng: int(rng.integers(5, 8))))
    linear = (fan_in * sigma**2) ** (layers / 2)
    want = linear * 0.5 ** ((layers - 1) / 2)
    t.worked(
        second_moment_of_z_in_the_first_layer=want[0] ** 2,
        half_of_it_passes_relu=want[0] ** 2 / 2,
        times_fan_in_and_variance_of_a_weight=want[1] ** 2,
        std_of_z_in_both_layers=want[:2],
    )
    relu_variance = 0.5 - 0.5 / np.pi
    # Where linear layers are wrong already, it is not the factor of relu that is.
    plain = t.call(predicted_std, fan_in, sigma, len(layers), "linear", returns="stds")
    same = np.shape(plain) == linear.shape and np.allclose(plain, linear)
    mistakes: list[Mistake] = [
        (
            linear * 0.5 ** (layers / 2),
            "Every entry is too small by sqrt(1/2). The input has not passed through a relu, "
            "and z is asked for, not relu(z).",
        ),
        (linear, "relu removes half of the second moment; the next layer adds up the rest."),
        (
            linear * 0.5 ** (layers - 1),
            "You halve the std. relu halves the second moment, which is a square.",
        ),
        (linear * 0.5**layers, "You halve the std. relu halves the second moment, a square."),
        (linear * relu_variance ** ((layers - 1) / 2), _MEAN),
        (linear * 0.341 ** ((layers - 1) / 2), _MEAN),
        (linear * 0.34 ** ((layers - 1) / 2), _MEAN),
        (linear * relu_variance ** (layers / 2), _MEAN),
        (want * relu_variance**0.5, "That is the std of relu(z). z itself is asked for."),
        (want**2, _VARIANCE),
        (
            linear * 2 ** ((layers - 1) / 2),
            "The factor of relu makes z smaller, yours makes it larger. A weight variance of "
            "2 / fan_in makes up for it, which is not asked here.",
        ),
        (
            linear * 2 ** (layers / 2),
            "The factor of relu makes z smaller, yours makes it larger. A weight variance of "
            "2 / fan_in makes up for it, which is not asked here.",
        ),
        (
            linear * 0.5 ** ((layers > 1) / 2),
            "The factor of relu appears once; it belongs to every relu on the way.",
        ),
    ]
    args = (fan_in, sigma, len(layers), "relu")
    _prediction(t, predicted_std, args, want, mistakes if same else [])


@predicted_std.detail("deep: he stays level, xavier shrinks", weight=1, of="relu")
def predicted_deep_net(t: Trial, predicted_std: Function) -> None:
    half, depth = t.draw((16, 30), lambda rng: tuple(rng.integers((17, 31), (499, 60)).tolist()))
    fan_in = 2 * half  # an odd number of inputs is the business of the next row
    for variance, want in (
        (2 / fan_in, np.full(depth, 2**0.5)),
        (1 / fan_in, 0.5 ** (np.arange(depth) / 2)),
    ):
        args = (fan_in, variance**0.5, depth, "relu")
        got = per_layer(t, "stds", t.call(predicted_std, *args, returns="stds"), depth)
        t.close(
            "stds",
            got,
            want,
            f"relu, weight variance {variance * fan_in:.0f} / fan_in: the std of z goes from "
            f"{want[0]:.4g} to {want[-1]:.4g} in {depth} layers, yours from {got[0]:.4g} to "
            f"{got[-1]:.4g}.",
        )


@predicted_std.detail("relu, an odd number of inputs", weight=1, of="relu")
def predicted_odd_fan_in(t: Trial, predicted_std: Function) -> None:
    fan_in = t.draw(5, lambda rng: 2 * int(rng.integers(2, 8)) + 1)
    sigma = t.draw(0.25, lambda rng: float(rng.uniform(0.2, 0.6)))
    want = sigma * (fan_in * np.array([1, sigma**2 * fan_in / 2])) ** 0.5
    cut = sigma * (fan_in * np.array([1, sigma**2 * (fan_in // 2)])) ** 0.5
    _prediction(
        t,
        predicted_std,
        (fan_in, sigma, 2, "relu"),
        want,
        [(cut, "Half of an odd number is no whole number, and `//` cuts it to one.")],
    )


def _of_relu(t: Trial, predicted_std: Function, fan_in: int, sigma: float, depth: int) -> Any:
    return t.call(predicted_std, fan_in, sigma, depth, "relu", returns="stds")


numpy_numbers(predicted_std, 16, 0.5, 4, run=_of_relu)
