"""Checks of learning rates that are found on a small net and used on a wide one."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import numpy_numbers
from course_lib.checking.results import ALREADY
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function

width_rates = Exercise("width_rates", functions=("width_rates",))
Shapes = dict[str, tuple[int, ...]]


def shapes_of(widths: list[int]) -> Shapes:
    """Return the shapes of the arrays w1, b1, w2, ... of affine layers between these widths."""
    shapes: Shapes = {}
    for k, (fan_in, fan_out) in enumerate(pairwise(widths), 1):
        shapes |= {f"w{k}": (fan_in, fan_out), f"b{k}": (fan_out,)}
    return shapes


def _widths(t: Trial) -> tuple[list[int], list[int]]:
    """Return the widths of a small and a wide net; every layer grows by another factor."""

    def drawn(rng: np.random.Generator) -> tuple[list[int], list[int]]:
        small = [int(rng.integers(10, 15)), 20, 16, 12, int(rng.integers(5, 9))]
        growth = [1, *rng.permutation([2, 3, 5]).tolist(), 1]
        return small, [w * g for w, g in zip(small, growth, strict=True)]

    return t.draw(([12, 20, 16, 10, 7], [12, 40, 80, 30, 7]), drawn)


def _compare(t: Trial, width_rates: Function, names: list[str], cause: str) -> None:
    """Ask for the rates of a wide net and compare those of some arrays."""
    small, wide = (shapes_of(w) for w in _widths(t))
    lr = t.draw(0.01, lambda rng: round(rng.uniform(0.01, 0.09), 4))
    got = t.call(width_rates, wide, small, lr, returns="rates")
    t.require(
        isinstance(got, dict) and list(got) and set(got) == set(wide),
        "`rates` must be a dictionary with one rate for each name in shapes.",
    )
    t.worked(
        inputs_of_w2_in_the_small_net=small["w2"][0],
        in_the_wide_net=wide["w2"][0],
        growth=wide["w2"][0] / small["w2"][0],
        rate_over_growth=lr * small["w2"][0] / wide["w2"][0],
    )
    for name in names:
        want = lr * small[name][0] / wide[name][0] if name[0] == "w" else lr
        t.close(
            f"rates[{name!r}]",
            float(got[name]),
            want,
            f"{name} is {wide[name]} in the wide net and {small[name]} in the small one, where "
            f"{lr:g} was the best rate. Its rate must be {want:.4g}, yours is {got[name]:.4g}.",
            cause,
            mistakes=[
                (lr, "This array still has the rate of the small net."),
                ((want * lr) ** 0.5, "That is the root of the growth; Adam asks for all of it."),
                (lr * lr / want, "You multiplied by the growth."),
                (want * want / lr, "The growth came in twice."),
                (lr / wide[name][0], "The small net's width has to come in, too."),
            ]
            if name in ("w2", "w3")
            else [],
        )


@width_rates.property("inner matrices: divided by the growth of their inputs", weight=5)
def inner_layers(t: Trial, width_rates: Function) -> None:
    _compare(t, width_rates, ["w2", "w3"], "Count how many numbers each unit of this layer adds.")


@width_rates.detail("the last matrix, too", weight=3)
def last_layer(t: Trial, width_rates: Function) -> None:
    _compare(t, width_rates, ["w4"], "Its outputs are the classes, but its inputs have grown.")


@width_rates.detail("the first matrix keeps the rate: its inputs are the pixels", weight=2)
def first_layer(t: Trial, width_rates: Function) -> None:
    cause = "It has more outputs than before, and as many inputs. Only inputs are added up."
    _compare(t, width_rates, ["w1"], cause)


@width_rates.detail("biases keep the rate", weight=1)
def rates_of_biases(t: Trial, width_rates: Function) -> None:
    _compare(t, width_rates, ["b1", "b2", "b3", "b4"], "A bias is added once, whatever the width.")


@width_rates.detail("a growth that is no whole number", weight=1)
def growth_in_between(t: Trial, width_rates: Function) -> None:
    small, wide = t.draw(
        (20, 50), lambda rng: (2 * (k := int(rng.integers(8, 15))), k * int(rng.choice([3, 5, 7])))
    )
    lr = t.draw(0.01, lambda rng: float(rng.uniform(0.003, 0.03)))
    shapes, base = shapes_of([12, wide, 7]), shapes_of([12, small, 7])
    got = t.call(width_rates, shapes, base, lr, returns="rates")
    t.require(isinstance(got, dict) and "w2" in got, ALREADY)
    t.close(
        "rates['w2']",
        float(got["w2"]),
        lr * small / wide,
        f"w2 has {small} inputs in the small net and {wide} in the wide one, {wide / small:g} "
        f"times as many. Its rate must be {lr * small / wide:.4g}, yours is {got['w2']:.4g}.",
        mistakes=[(lr / (wide // small), "A growth need not be a whole number: `//` cuts it.")],
    )


def moves(width_rates: Function | None, width: int, base: int, lr: float, x: Array) -> Array:
    """Return how far last hidden layer and scores move in three steps of Adam, in the mean.

    A ReLU net ``D-width-width-width-10`` without biases has the rates of ``width_rates``; without
    it every matrix has ``lr``. It is the coordinate check of Yang et al. 2022.
    """
    rng = np.random.default_rng(width)
    d = x.shape[1]
    small, wide = ([d, w, w, w, 10] for w in (base, width))
    names = ["w1", "w2", "w3", "w4"]
    rates = dict.fromkeys(names, lr)
    if width_rates is not None:
        rates = width_rates(shapes_of(wide), shapes_of(small), lr)
    w = [rng.standard_normal(pair) * (2 / pair[0]) ** 0.5 for pair in pairwise(wide)]
    w[-1] *= (base / width) ** 0.5
    labels = np.arange(len(x)) % 10
    m, v = [0 * a for a in w], [0 * a for a in w]

    def forward() -> list[Array]:
        h = [x]
        for a in w[:-1]:
            h.append(np.maximum(h[-1] @ a, 0))
        return [*h, h[-1] @ w[-1]]

    before = forward()
    for step in range(1, 4):
        *h, scores = forward()
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        dout = (e / e.sum(axis=1, keepdims=True) - np.eye(10)[labels]) / len(x)
        for k in (3, 2, 1, 0):
            g, dout = h[k].T @ dout, (dout @ w[k].T) * (h[k] > 0)
            m[k], v[k] = 0.9 * m[k] + 0.1 * g, 0.999 * v[k] + 0.001 * g * g
            root = np.sqrt(v[k] / (1 - 0.999**step)) + 1e-12
            w[k] = w[k] - rates[names[k]] * m[k] / (1 - 0.9**step) / root
    after = forward()
    return np.array([np.sqrt(np.mean((after[k] - before[k]) ** 2)) for k in (3, 4)])


@width_rates.detail("coordinate check: eight times wider, it moves no further", weight=1)
def coordinate_check(t: Trial, width_rates: Function) -> None:
    x = t.rng.standard_normal((80, 12))
    lr = t.draw(0.003, lambda rng: round(rng.uniform(0.002, 0.003), 6))

    def rates(*args: Shapes | float) -> dict[str, float]:
        got = t.call(width_rates, *args, returns="rates")
        t.require(isinstance(got, dict) and set(got) == set(args[0]), ALREADY)  # type: ignore[arg-type]
        return {name: float(rate) for name, rate in got.items()}

    small, wide = (moves(rates, w, 24, lr, x) for w in (24, 192))
    for k, what in enumerate(("last hidden layer", "scores")):
        t.require(
            # Right rates give about a half; where one layer's is too large, it is more than 1.
            0.2 * small[k] < wide[k] < 0.8 * small[k],
            f"Three steps of Adam move the {what} by {small[k]:.3g} at width 24 and by "
            f"{wide[k]:.3g} at width 192. With rates that transfer the two are about alike.",
            ALREADY,
        )


def _numbers_in_shapes(t: Trial, width_rates: Function, small: int, wide: int, lr: float) -> Any:
    rates = t.call(width_rates, *(shapes_of([8, n, n, 5]) for n in (wide, small)), lr)
    return [rates[name] for name in sorted(rates)]


numpy_numbers(width_rates, 20, 60, 0.01, run=_numbers_in_shapes)
