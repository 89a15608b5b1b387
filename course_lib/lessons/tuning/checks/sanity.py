"""Checks of notebook 07: the loss before training, its penalty, and the size of an update."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import any_form, numpy_numbers
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function, Mistake


def _number(t: Trial, name: str, got: Any) -> Any:
    """Return ``got``, which must be one number; an array of them has its usual cause."""
    if isinstance(got, np.ndarray) and got.ndim:
        raise Wrong(
            f"`{name}` is an array of shape {got.shape}; one number is asked.",
            "Add over all entries: `np.sum(...)` without an `axis` does. Python's own `sum` adds "
            "rows.",
        )
    return t.array(name, got, ())


expected_initial_loss = Exercise("expected_initial_loss", functions=("expected_initial_loss",))


def _initial_losses(t: Trial, f: Function, classes: tuple[int, ...]) -> None:
    c = np.array(classes, dtype=float)
    want = np.log(c)
    got = np.array([t.array("the loss", t.call(f, n, returns="the loss"), ()) for n in classes])
    with np.errstate(all="ignore"):
        t.close(
            "the loss",
            got,
            want,
            f"For {_list(classes)} classes you return {_list(got)}. That is not the loss of a net "
            "that gives every class the same probability.",
            "What is that probability? The softmax loss is minus the natural logarithm of the "
            "probability of the right class.",
            mistakes=[
                (-want, "The sign is wrong: a probability is below 1, its logarithm negative."),
                (np.log10(c), "That is the logarithm to base 10; `np.log` has base e."),
                (np.log2(c), "That is the logarithm to base 2; `np.log` has base e."),
                (1 / c, "That is the probability of a class, not the loss."),
                (-1 / c, "That is minus the probability of a class; the logarithm is missing."),
                (1 - 1 / c, "That is the share of wrong answers of a net that guesses."),
                (want / c, "The sum over the classes is one term only: that of the right class."),
                (c * want, "Each example has one right class: its term counts once."),
                (np.log(c - 1), "There are C classes, the right one included."),
                (np.log(c + 1), "There are C classes, no more."),
                (c - 1, "That is the hinge loss of a net that gives all classes one score."),
                (c, "That is the number of classes."),
                (np.exp(-c), "Turn it round: the loss is a logarithm."),
                (np.full(len(c), np.log(10)), "The number of classes is not used."),
            ],
            # A guard against log(0), as in -log(1 / C + 1e-8), shows when classes are many.
            rtol=t.either(1e-5, 1e-3),
        )


def _some_classes(rng: np.random.Generator) -> tuple[int, ...]:
    """Return a small number of classes and two large ones."""
    return int(rng.integers(2, 100)), *map(int, rng.integers(100, 100_000, 2))


@expected_initial_loss.property("10 classes and 2 classes", weight=2)
def initial_loss_few_classes(t: Trial, expected_initial_loss: Function) -> None:
    _initial_losses(t, expected_initial_loss, t.draw((10, 2), _some_classes))


@expected_initial_loss.property("any number of classes", weight=1)
def initial_loss_many_classes(t: Trial, expected_initial_loss: Function) -> None:
    _initial_losses(t, expected_initial_loss, t.draw((3, 100, 1000), _some_classes))


# Of one array the two ways to take a root, or a mean, are the same.
ROOT = (
    "You took a root, of each array's sum or of the whole; the penalty adds squares and has none."
)
MEAN = "You took a mean, over each array or over all weights; the penalty is a sum."

numpy_numbers(expected_initial_loss, 7, run=Trial.call)


regularized_loss = Exercise("regularized_loss", functions=("regularized_loss",))


def _regularized(
    t: Trial,
    f: Function,
    data_loss: float,
    weights: list[Any],
    strength: float,
    text: str,
    mistakes: Iterable[Mistake] = (),
) -> None:
    squares = [float(np.sum(w * w)) for w in weights]
    sums = [float(np.sum(np.abs(w))) for w in weights]
    plain = [float(np.sum(w)) for w in weights]
    size = sum(w.size for w in weights)
    total = sum(squares)
    want = data_loss + 0.5 * strength * total
    got = _number(t, "the loss", t.call(f, data_loss, weights, strength, returns="the loss"))
    t.close(
        "the loss",
        got,
        np.float64(want),
        f"{text} Data loss {data_loss:g}, strength {strength:g}, sum of the squared weights "
        f"{total:g}: the loss should be {want:.6g}, yours is {float(got):.6g}.",
        mistakes=[
            *mistakes,
            *(
                (np.float64(data_loss + 0.5 * strength * part), sentence)
                for part, sentence in (
                    (
                        sum(q for q, w in zip(squares, weights, strict=True) if w.ndim > 1),
                        "Arrays of one axis are left out: every array of the list counts.",
                    ),
                    (
                        sum(q for q, w in zip(squares, weights, strict=True) if w.ndim == 2),
                        "Only arrays of two axes count; every array of the list should.",
                    ),
                )
                if len({w.ndim for w in weights}) > 2
            ),
            (
                np.float64(data_loss + strength * total),
                "The 1/2 is missing. Both forms are in use; this course writes "
                "strength / 2 times the sum of squares, so that the gradient is strength * w.",
            ),
            (np.float64(data_loss), "The weights do not enter, or enter with nothing."),
            (np.float64(0.5 * strength * total), "The data loss is missing."),
            (np.float64(data_loss - 0.5 * strength * total), "A penalty is added, not taken off."),
            (np.float64(data_loss + 0.5 * total), "`strength` is not used."),
            (np.float64(data_loss + strength), "The weights do not enter."),
            (
                np.float64(data_loss + 0.5 * strength * sum(sums)),
                "You added absolute values; the L2 penalty adds squares.",
            ),
            (np.float64(data_loss + strength * sum(sums)), "That is the L1 penalty."),
            (
                np.float64(data_loss + 0.5 * strength * sum(s**0.5 for s in squares)),
                ROOT,
            ),
            (
                np.float64(data_loss + 0.5 * strength * total**0.5),
                ROOT,
            ),
            (
                np.float64(data_loss + 0.5 * strength * total / size),
                MEAN,
            ),
            (
                np.float64(data_loss + 0.5 * strength * sum(np.mean(w * w) for w in weights)),
                MEAN,
            ),
            (
                np.float64(data_loss + 0.5 * strength * total / len(weights)),
                "You divided by the number of arrays; their squares add up.",
            ),
            (
                np.float64(data_loss + 0.5 * strength * sum(plain)),
                "The weights are not squared.",
            ),
            (
                np.float64(
                    data_loss + 0.5 * strength * sum(float(np.sum(w)) ** 2 for w in weights)
                ),
                "Square first, then add: you squared the sum.",
            ),
            (np.float64((data_loss + 0.5 * total) * strength), "Mind the brackets."),
            (np.float64((data_loss + total * strength) * 0.5), "The data loss is not halved."),
            (
                np.float64(data_loss + 0.5 * strength**2 * total),
                "The strength is squared; it enters once.",
            ),
            (
                np.float64(data_loss + 0.5 * strength * squares[0]),
                "Only the first array of weights counts.",
            ),
            (
                np.float64(data_loss + 0.5 * strength * squares[-1]),
                "Only the last array of weights counts.",
            ),
        ],
    )


def _loss_and_strength(rng: np.random.Generator) -> tuple[float, float]:
    return round(rng.uniform(0.5, 3), 2), round(rng.uniform(0.3, 6), 2)


def _matrices(rng: np.random.Generator) -> list[tuple[int, ...]]:
    """Return the shapes of the matrices of a small net."""
    sizes = rng.integers(2, 8, rng.integers(3, 6)).tolist()
    return list(itertools.pairwise(sizes))


def _all_kinds(rng: np.random.Generator) -> list[tuple[int, ...]]:
    """Return the shapes of a vector, a matrix and an array of three axes or more, in any order."""
    axes = rng.permutation(np.array([1, 2, rng.integers(3, 6)]))
    return [tuple(rng.integers(3, 6, n).tolist()) for n in axes]


@regularized_loss.property("half the strength times the sum of squares", weight=3)
def regularized_by_hand(t: Trial, regularized_loss: Function) -> None:
    a = t.draw(
        np.array([[1.0, -2.0], [3.0, 0.0], [4.0, -1.0]]),
        lambda rng: rng.uniform(-5, 5, rng.permutation([2, 3])).round(1),
    )
    data_loss, strength = t.draw((1.5, 0.3), _loss_and_strength)
    products = [
        (
            np.float64(data_loss + 0.5 * strength * np.sum(product)),
            "You multiply matrices, `w.T @ w` or so; square entry by entry.",
        )
        for product in (a.T @ a, a @ a.T)
    ]
    text = "One array of weights."
    squares = np.sum(a**2)
    t.worked(
        squares=a**2,
        their_sum=squares,
        half_the_strength_times_it=0.5 * strength * squares,
        with_the_data_loss=data_loss + 0.5 * strength * squares,
    )
    _regularized(t, regularized_loss, data_loss, [a], strength, text, products)


@regularized_loss.property("all arrays of weights count", weight=2)
def regularized_all_arrays(t: Trial, regularized_loss: Function) -> None:
    shapes: list[tuple[int, ...]] = t.draw([(4, 6), (6, 3)], _matrices)
    data_loss, strength = t.draw((2.3, 0.3), _loss_and_strength)
    weights = [t.rng.standard_normal(shape) for shape in shapes]
    text = f"{len(shapes)} arrays of weights with the shapes {_list(shapes)}."
    _regularized(t, regularized_loss, data_loss, weights, strength, text)


@regularized_loss.detail("arrays with any number of axes", weight=1)
def regularized_any_axes(t: Trial, regularized_loss: Function) -> None:
    # Two matrices: what counts those alone is not what counts the first or the last array.
    shapes: list[tuple[int, ...]] = t.draw(
        [(3, 2), (2, 3, 4), (5,), (4, 3)],
        lambda rng: [*_all_kinds(rng), tuple(rng.integers(2, 5, 2).tolist())],
    )
    data_loss, strength = t.draw((0.7, 5.0), _loss_and_strength)
    weights = [t.rng.standard_normal(shape) for shape in shapes]
    text = f"Arrays of weights with the shapes {_list(shapes)}."
    _regularized(t, regularized_loss, data_loss, weights, strength, text)


@regularized_loss.guard("strength 0 leaves the data loss")
def regularized_strength_zero(t: Trial, regularized_loss: Function) -> None:
    weights = [t.rng.standard_normal((3, 2)), t.rng.standard_normal((2, 2))]
    got = t.call(regularized_loss, 1.25, weights, 0.0)
    t.close("the loss", got, np.float64(1.25), "With strength 0 the loss must be the data loss.")


def _of_a_list(t: Trial, regularized_loss: Function, *weights: Array) -> Any:
    return t.call(regularized_loss, 1.5, list(weights), 0.3)


any_form(regularized_loss, (4, 6), (6, 3), run=_of_a_list)


update_ratio = Exercise("update_ratio", functions=("update_ratio",))


def _ratio(t: Trial, f: Function, w: Any, update: Any, text: str) -> None:
    def norm(a: Any) -> float:
        return float(np.sqrt(np.sum(a * a)))

    want = norm(update) / norm(w)
    got = _number(t, "the ratio", t.call(f, w, update, returns="the ratio"))
    flat_w, flat_u = w.reshape(len(w), -1), update.reshape(len(w), -1)
    with np.errstate(all="ignore"):
        t.close(
            "the ratio",
            got,
            np.float64(want),
            f"{text} The norm of w is {norm(w):.6g}, that of the update {norm(update):.6g}; "
            f"you return {float(got):.6g}.",
            mistakes=[
                (np.float64(1 / want), "It is upside down: the update is divided by the weights."),
                (np.float64(want**2), "You divided the squared norms: the roots are missing."),
                (np.float64(norm(update)), "The norm of w is missing."),
                (
                    np.float64(norm(update) / norm(w - update)),
                    "The norm in the denominator is that of w itself, not of w after the step.",
                ),
                (
                    np.float64(norm(update) / norm(w + update)),
                    "The norm in the denominator is that of w itself, not of w after the step.",
                ),
                (
                    np.float64(np.mean(np.abs(update / w))),
                    "That is the mean of the ratios of single weights; a small weight rules it.",
                ),
                (
                    np.float64(np.sum(np.abs(update)) / np.sum(np.abs(w))),
                    "You added absolute values; a norm adds squares and takes the root.",
                ),
                (
                    np.float64(np.max(np.abs(update)) / np.max(np.abs(w))),
                    "You compared the largest entries; a norm uses all of them.",
                ),
                (
                    np.float64(np.std(update) / np.std(w)),
                    "A standard deviation takes off the mean first; a norm does not.",
                ),
                (
                    np.float64(np.linalg.norm(flat_u, 2) / np.linalg.norm(flat_w, 2)),
                    "That is the largest singular value of a matrix; add the squares of all "
                    "entries instead.",
                ),
                (
                    np.float64(norm(update / w)),
                    "That is the norm of the ratios of single weights; take two norms.",
                ),
                (
                    np.float64(norm(update[w != 0]) / norm(w)),
                    "Where w is 0 the update is left out; its norm has all entries.",
                ),
                (np.float64(np.sum(update) / np.sum(w)), "Entries of both signs cancel in a sum."),
                (np.float64(np.log10(want)), "The logarithm is for the plot; return the ratio."),
            ],
            rtol=1e-5,
        )


def _weights_and_update(rng: np.random.Generator, n: int) -> tuple[Array, Array]:
    """Return n weights of different sizes and an update of some hundredths of them."""
    w = rng.permutation(np.arange(1, n + 1) * rng.uniform(1, 4)) * rng.choice([-1, 1])
    update = rng.uniform(0.02, 0.2, n) * rng.choice([-1, 1])
    # Of two numbers of opposite signs the standard deviation is the mean size: only w has such.
    (w if n == 2 else update)[-1] *= -1
    return w.round(2), update.round(3)


@update_ratio.property("the norm of the update by the norm of w", weight=3)
def ratio_of_norms(t: Trial, update_ratio: Function) -> None:
    w, update = t.draw(
        (np.array([6.0, -8.0]), np.array([-0.03, -0.04])), lambda rng: _weights_and_update(rng, 2)
    )
    _ratio(t, update_ratio, w, update, "Two weights.")
    w, update = t.draw(
        (np.array([2.0, 3.0, 6.0]), np.array([0.4, 0.4, -0.2])),
        lambda rng: _weights_and_update(rng, 3),
    )
    _ratio(t, update_ratio, w, update, "Three weights.")


@update_ratio.detail("weights with any number of axes", weight=2)
def ratio_any_axes(t: Trial, update_ratio: Function) -> None:
    shapes: list[tuple[int, ...]] = t.draw([(4, 7), (2, 3, 4)], _all_kinds)
    for shape in shapes:
        w, update = t.rng.standard_normal(shape), 1e-3 * t.rng.standard_normal(shape)
        _ratio(t, update_ratio, w, update, f"Weights of shape {shape}.")


@update_ratio.detail("weights that are 0 do no harm", weight=1)
def ratio_zero_weights(t: Trial, update_ratio: Function) -> None:
    rows, columns = t.draw((3, 4), lambda rng: rng.integers(2, 6, 2).tolist())
    w = t.rng.uniform(1, 2, (rows, columns))
    w[:, 1] = 0.0
    update = 0.01 * t.rng.standard_normal((rows, columns))
    got = t.call(update_ratio, w, update, returns="the ratio")
    t.require(
        np.isfinite(np.asarray(got, dtype=float)).all(),
        "With some weights exactly 0 the ratio is not finite.",
        "Divide the norms, not entry by entry.",
    )
    _ratio(t, update_ratio, w, update, "Some weights are 0.")


any_form(update_ratio, (3, 5), (3, 5))


def _list(values: Any) -> str:
    words = [f"{v:g}" if isinstance(v, float) else str(v) for v in values]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
