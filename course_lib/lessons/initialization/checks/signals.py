"""Checks of notebook 02: what the layers of a random network do to a signal, measured."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.known import OVER_ONE_LESS
from course_lib.checking.probes import any_form
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function, Mistake

activation_stats = Exercise("activation_stats", functions=("activation_stats",))
activation_stats.in_order("activation_stats", "means, stds")


@activation_stats.known(OVER_ONE_LESS, "activation_stats")
def stats_over_one_less(activation_stats: Function) -> Function:
    def mended(x: Array, weights: list[Array], activation: str) -> Any:
        means, stds = activation_stats(x, weights, activation)
        sizes = np.array([len(x) * w.shape[1] for w in weights])
        return means, np.asarray(stds) * np.sqrt((sizes - 1) / sizes)

    return mended


def _chosen_network(
    rng: np.random.Generator, n: int, sizes: list[int], activation: str
) -> tuple[Array, list[Array], list[Array], list[Array]]:
    """Return inputs and weights that lead to chosen pre-activations, and these.

    The pre-activations z are drawn, then the weights solve ``a @ w = z``; nothing is computed
    forwards. The result is (x, weights, pre-activations, activations). The first n units of a layer
    form a triangle, so that the activations always have full rank and the solution is exact.
    """
    x = rng.standard_normal((n, sizes[0])) + np.eye(n, sizes[0]) * 2
    weights: list[Array] = []
    zs: list[Array] = []
    activations = [x]
    for size in sizes[1:]:
        z = rng.standard_normal((n, size))
        z[:, :n] = np.tril(np.abs(z[:, :n]), -1) - np.triu(np.abs(z[:, :n]), 1)
        z[:, :n] += np.diag(1 + rng.random(n))
        weights.append(np.linalg.pinv(activations[-1]) @ z)
        zs.append(z)
        activations.append(np.tanh(z) if activation == "tanh" else np.maximum(z, 0))
    return x, weights, zs, activations[1:]


_SHAPES = (
    "Follow the shapes: a layer computes `a @ w`, where `a` has one row for each example, and its "
    "result is the `a` of the next layer."
)
# A word of what was raised, and what it tells.
_RAISED = (
    ("mismatch", _SHAPES),
    ("aligned", _SHAPES),
    ("broadcast", _SHAPES),
    ("'str' object", "`activation` is a word, not a function: ask which of the two words it is."),
)


def _stats(
    t: Trial, activation_stats: Function, x: Array, weights: list[Array], activation: str
) -> tuple[Array, Array]:
    """Return the student's means and stds, each checked for its shape."""
    depth = len(weights)
    result = t.call(activation_stats, x, weights, activation, returns="means, stds", causes=_RAISED)
    return per_layer(t, "means", result[0], depth), per_layer(t, "stds", result[1], depth)


def per_layer(t: Trial, name: str, got: Any, depth: int) -> Array:
    """Return ``got`` as an array (depth,); a plain list of numbers is fine."""
    if isinstance(got, list | tuple) and all(isinstance(g, float | int | np.generic) for g in got):
        t.note(f"`{name}` is a list. Numbers in a list are accepted; an array is easier to use.")
        got = np.array(got, dtype=float)
    if isinstance(got, np.ndarray) and got.shape == (depth + 1,):
        t.require(
            False,
            f"`{name}` has {depth + 1} entries for {depth} layers.",
            "The input is not a layer: the first entry belongs to the first hidden layer.",
        )
    return t.array(name, got, (depth,))


ALL_COUNT = "All entries count, also those that become 0."


def _std_mistakes(activations: list[Array], zs: list[Array]) -> list[Mistake]:
    """Return what known mistakes make of the stds."""
    return [
        (np.array([z.std() for z in zs]), "That is the std before the activation function."),
        (
            np.array([(a**2).mean() ** 0.5 for a in activations]),
            "That is the root of the mean square. The std measures the distance from the mean, "
            "which is not 0 after relu.",
        ),
        (np.array([a.var() for a in activations]), "That is the variance: a root is missing."),
        (
            np.array([np.abs(a - a.mean()).mean() for a in activations]),
            "That is the mean absolute deviation. Square the distances, take their mean, then the "
            "root.",
        ),
        (np.array([a[a > 0].std() for a in activations]), ALL_COUNT),
        (
            np.array([a.std(axis=0).mean() for a in activations]),
            "That is the std of each unit, averaged over units. Pool all entries of a layer: one "
            "std for the whole matrix.",
        ),
        (
            np.array([a.std(axis=1).mean() for a in activations]),
            "That is the std of each example, averaged over examples. Pool all entries of a "
            "layer: one std for the whole matrix.",
        ),
    ]


def _compare_layers(
    t: Trial,
    got: tuple[Array, Array],
    activations: list[Array],
    zs: list[Array],
    activation: str,
    numbers: str = "",
) -> None:
    """Require the means and the stds of the activations; ``numbers`` are those of layer 1."""
    depth = len(activations)
    layers = f"{depth} {activation} layer{'s' if depth > 1 else ''}"
    means = np.array([a.mean() for a in activations])
    stds = np.array([a.std() for a in activations])
    for name, found, want, known in (
        (
            "means",
            got[0],
            means,
            [
                (
                    np.array([z.mean() for z in zs]),
                    "That is the mean before the activation function.",
                ),
                (np.array([a[a > 0].mean() for a in activations]), ALL_COUNT),
                (
                    np.array([np.tanh(a).mean() for a in activations]),
                    "A tanh follows the activation function: one of the two, not both.",
                ),
            ],
        ),
        ("stds", got[1], stds, _std_mistakes(activations, zs)),
    ):
        wrong = ~np.isclose(found, want, rtol=1e-4, atol=1e-6)
        layer, cause = int(np.argmax(wrong)), ""
        if found[layer] == 0 and layer == depth - 1:
            cause = "Nothing was written there. Does the loop reach the last layer?"
        elif layer:
            cause = (
                "The first layer is right, a later one is not: its input is the output of the "
                "layer before it, after the activation function."
            )
        t.close(
            name,
            found,
            want,
            f"`{name}` of {layers}: layer {layer + 1} is {found[layer]:.4g}, "
            f"expected {want[layer]:.4g}.{'' if layer else numbers}",
            cause,
            mistakes=known,
            single=True,
        )


@activation_stats.property("one relu layer, by hand", weight=2)
def stats_by_hand(t: Trial, activation_stats: Function) -> None:
    x = np.array([[1.0, 2.0], [0.0, 1.0], [2.0, 0.0]])
    w = np.array([[1.0, -1.0, 2.0, 0.0], [1.0, 0.0, -1.0, -3.0]])
    x, w = t.draw((x, w), lambda rng: (x * rng.uniform(1, 4), w * rng.uniform(0.5, 2, w.shape)))
    z = (x[:, :, None] * w).sum(axis=1)
    a = np.where(z > 0, z, 0.0)
    t.worked(
        x_times_w=z.ravel(),
        after_relu=a.ravel(),
        mean=a.mean(),
        mean_square_of_the_deviations=a.var(),
        its_root=a.std(),
    )
    got = _stats(t, activation_stats, x, [w], "relu")
    rows = "; ".join(" ".join(f"{entry:g}" for entry in row) for row in z)
    _compare_layers(t, got, [a], [z], "relu", f" The rows of `x @ w` are {rows}.")


def _sizes(rng: np.random.Generator) -> list[int]:
    """Return the sizes of the input and of three or four layers."""
    sizes: list[int] = rng.integers(5, 10, int(rng.integers(4, 6))).tolist()
    return sizes


@activation_stats.property("relu layers, one after the other", weight=3)
def stats_relu_layers(t: Trial, activation_stats: Function) -> None:
    sizes = t.draw([6, 5, 8, 7], _sizes)
    x, weights, zs, activations = _chosen_network(t.rng, 3, sizes, "relu")
    got = _stats(t, activation_stats, x, weights, "relu")
    _compare_layers(t, got, activations, zs, "relu")


@activation_stats.property("tanh layers, one after the other", weight=3)
def stats_tanh_layers(t: Trial, activation_stats: Function) -> None:
    sizes = t.draw([6, 8, 7], _sizes)
    x, weights, zs, activations = _chosen_network(t.rng, 4, sizes, "tanh")
    got = _stats(t, activation_stats, x, weights, "tanh")
    _compare_layers(t, got, activations, zs, "tanh")


def _large(rng: np.random.Generator) -> list[float]:
    """Return three or five large numbers, of which the first two have opposite signs.

    Of an odd number the mean is not 0: only then a std is no root of a mean square.
    """
    signs = rng.choice([-1.0, 1.0], int(rng.choice([3, 5])))
    signs[1] = -signs[0]
    large: list[float] = (signs * rng.uniform(400, 3000, len(signs))).round().tolist()
    return large


@activation_stats.detail("tanh of large numbers", weight=1)
def stats_large_tanh(t: Trial, activation_stats: Function) -> None:
    z = np.array(t.draw([1000.0, -1000.0, 500.0], _large))
    a = np.where(z > 0, 1.0, -1.0)
    x, w = z[None], np.eye(len(z))
    shown = ", ".join(f"{v:g}" for v in z[:-1])
    result = t.call(activation_stats, x, [w], "tanh", returns="means, stds")
    for name, got, want in (("means", result[0], a.mean()), ("stds", result[1], a.std())):
        values = np.asarray(got, dtype=float)
        t.require(
            values.shape == (1,) and np.isfinite(values).all() and abs(values[0] - want) < 1e-4,
            f"One tanh layer with z = {shown} and {z[-1]:g}: `{name}` is "
            f"{np.array2string(values, precision=4)}, expected [{want:.4f}].",
            ""
            if np.isfinite(values).all()
            else "exp(1000) is infinite in floating point. NumPy has a function that knows the "
            "limit.",
        )


def _of_a_list(t: Trial, activation_stats: Function, x: Array, *weights: Array) -> Any:
    return _stats(t, activation_stats, x, list(weights), "relu")


any_form(activation_stats, (5, 4), (4, 6), (6, 3), run=_of_a_list)
