"""Checks of notebook 10: the step with a rate for each array.

Parameters, gradients and rates are dictionaries with the same names. A step may write into the
parameters, as optimizers do; gradients and rates belong to the caller.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import any_form
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function

Named = dict[str, Array]

fine_tune_step = Exercise("fine_tune_step", functions=("fine_tune_step",))


def rounded(rng: np.random.Generator, low: float, high: float) -> float:
    """Return a number between two others: one of very many, and still short in a hint."""
    return round(float(rng.uniform(low, high)), 6)


def named(t: Trial, what: str, result: Any, names: list[str], cause: str) -> dict[str, Any]:
    """Return ``result`` as a dictionary after checking that it has just these names.

    ``cause`` says why a name must not be missing.
    """
    if not isinstance(result, Mapping):
        raise Wrong(
            f"`{what}` must come back as a dictionary by name, it is a {type(result).__name__}."
        )
    missing = [name for name in names if name not in result]
    extra = [str(name) for name in result if name not in names]
    t.require(
        not missing,
        f"The dictionary `{what}` has no {', '.join(map(repr, missing))}.",
        cause,
    )
    t.require(
        not extra,
        f"The dictionary `{what}` has the unknown names {', '.join(map(repr, extra))}.",
    )
    return dict(result)


def _step(t: Trial, f: Function, params: Named, grads: Named, lrs: dict[str, Any]) -> Named:
    """Take one step and return its arrays; shapes and kinds are checked, values are not."""
    own = {name: w.copy() for name, w in params.items()}
    result = t.call(f, own, grads, lrs, returns="params", may_change=(own,))
    cause = "Every name that came in must come out, frozen or not: the net needs all of its arrays."
    found = named(t, "params", result, list(params), cause)
    return {name: _floats(t, name, found[name], params[name].shape) for name in params}


def _floats(t: Trial, name: str, got: Any, shape: tuple[int, ...]) -> Array:
    """Return an array after checks of its shape and kind; nan is allowed."""
    if isinstance(got, np.ndarray) and got.shape == shape and got.dtype.kind == "f":
        return got
    return t.array(f"params[{name!r}]", got, shape)


def _joined(arrays: Mapping[str, Array]) -> Array:
    return np.concatenate([np.ravel(a) for a in arrays.values()])


def _moved(params: Named, grads: Named, lrs: Mapping[str, float]) -> Array:
    """Return all arrays in a row, each after a step at its rate."""
    return _joined({name: w - lrs[name] * grads[name] for name, w in params.items()})


@fine_tune_step.property("a step against the gradient", weight=3)
def step_against_gradient(t: Trial, fine_tune_step: Function) -> None:
    w, dw = np.array([[1.0, -2.0, 3.0], [4.0, 0.5, -1.0]]), np.array([[2.0, 4.0, -6.0], [8, -2, 1]])
    b, db = np.array([3.0, -1.0]), np.array([4.0, -8.0])
    # By hand at a rate of 0.25: w = [[0.5, -3, 4.5], [2, 1, -1.25]] and b = [2, 1].
    scale, rate = t.draw(
        (np.ones(3), 0.25),
        lambda rng: (rng.uniform(0.5, 2.0, 3).round(2), rounded(rng, 0.1, 0.4)),
    )
    params, grads = {"w": w * scale, "b": b * scale[:2]}, {"w": dw * scale[::-1], "b": db}
    want = _moved(params, grads, {"w": rate, "b": rate})
    got = _step(t, fine_tune_step, params, grads, {"w": rate, "b": rate})
    before, slope = _joined(params), _joined(grads)
    t.worked(w=params["w"][0], gradient=grads["w"][0], rate=rate, new_w=want[:3])
    t.close(
        "params",
        _joined(got),
        want,
        f"One step at a rate of {rate:g} from w = {before[0]:g} with gradient {slope[0]:g} must "
        f"lead to w = {want[0]:g}; your arrays differ from such steps.",
        mistakes=[
            (before, "Nothing moved."),
            (before + rate * slope, "You walked up the gradient: the loss grows in its direction."),
            (before - slope, "The learning rate is missing."),
            (before - rate**2 * slope, "The learning rate comes in twice."),
            (-rate * slope, "That is the step alone; it must be added to the parameters."),
            (rate * slope, "That is the learning rate times the gradient, not the parameters."),
            (slope, "Those are the gradients."),
            (before - slope / rate, "You divided by the learning rate."),
            (before * (1 - rate * slope), "The gradient is subtracted, not multiplied by w."),
            (before - rate * np.sign(slope), "Only the sign of the gradient came in."),
        ],
    )


def _four(t: Trial) -> tuple[Named, Named, dict[str, float]]:
    """Return four arrays of one shape, their gradients, and a rate for each."""
    shape = t.either((3, 2), (2, 5))
    params = {name: t.rng.standard_normal(shape) for name in ("w1", "w2", "w3", "w4")}
    grads = {name: t.rng.standard_normal(shape) for name in params}
    rates = t.either((0.2, 1.5, 0.05, 0.4), (0.1, 0.02, 1.7, 0.3))
    return params, grads, dict(zip(params, rates, strict=True))


@fine_tune_step.property("every array moves at its own rate", weight=3)
def rate_for_each_array(t: Trial, fine_tune_step: Function) -> None:
    params, grads, lrs = _four(t)
    got = _step(t, fine_tune_step, params, grads, lrs)
    rates = list(lrs.values())
    slips = {
        "All arrays moved at the first rate.": rates[0],
        "All arrays moved at the last rate.": rates[-1],
        "All arrays moved at the largest rate.": max(rates),
        "All arrays moved at the smallest rate.": min(rates),
        "All arrays moved at the mean of the rates.": float(np.mean(rates)),
    }
    t.close(
        "params",
        _joined(got),
        _moved(params, grads, lrs),
        f"With the rates {_told(lrs)} the four arrays did not move each at its own rate.",
        "Look up the rate of an array by the name of the array.",
        mistakes=[
            (_moved(params, grads, dict.fromkeys(params, rate)), sentence)
            for sentence, rate in slips.items()
        ],
    )


@fine_tune_step.detail("arrays are matched by name, not by place", weight=2)
def matched_by_name(t: Trial, fine_tune_step: Function) -> None:
    params, grads, lrs = _four(t)
    order = t.either(["w3", "w1", "w4", "w2"], ["w2", "w4", "w1", "w3"])
    got = _step(
        t,
        fine_tune_step,
        params,
        {name: grads[name] for name in order},
        {name: lrs[name] for name in reversed(order)},
    )
    t.close(
        "params",
        _joined({name: got[name] for name in params}),
        _moved(params, grads, lrs),
        "The dictionaries `grads` and `lrs` had the names in another order than `params`, and "
        "arrays got the gradient or the rate of another one.",
        "A dictionary has names, not places: `zip` over the values pairs what happens to stand at "
        "the same place.",
    )


def _frozen_case(t: Trial) -> tuple[Named, Named, dict[str, Any]]:
    """Return a net whose body is frozen and whose head learns."""
    d, h, c = t.either((2, 3, 4), (4, 3, 5))
    params = {
        "w1": t.rng.standard_normal((d, h)),
        "b1": t.rng.standard_normal(h),
        "w2": t.rng.standard_normal((h, c)),
        "b2": t.rng.standard_normal(c),
    }
    grads = {name: 10.0 * t.rng.standard_normal(w.shape) for name, w in params.items()}
    return params, grads, {"w1": 0.0, "b1": 0, "w2": 0.3, "b2": 0.01}


def _want_frozen(t: Trial, got: Named, params: Named, told: str, cause: str) -> None:
    """Fail unless w1 and b1 are as they were, bit for bit."""
    for name in ("w1", "b1"):
        t.require(
            got[name].tobytes() == params[name].tobytes(),
            f"The learning rate of {name!r} is 0{told}, and the array changed.",
            cause,
        )


@fine_tune_step.property("a rate of 0 leaves an array as it is, bit for bit", weight=4)
def zero_rate_freezes(t: Trial, fine_tune_step: Function) -> None:
    params, grads, lrs = _frozen_case(t)
    got = _step(t, fine_tune_step, params, grads, lrs)
    cause = "Frozen means untouched, bit for bit: no decay, no rounding, no smallest rate."
    _want_frozen(t, got, params, "", cause)
    for name in ("w2", "b2"):
        t.close(
            f"params[{name!r}]",
            got[name],
            params[name] - lrs[name] * grads[name],
            f"The learning rate of {name!r} is {lrs[name]}, and the array did not take that step "
            "while others were frozen.",
            "A rate of 0 freezes the array of that name and no other.",
        )


@fine_tune_step.property("a frozen array survives a gradient of nan or inf", weight=4)
def frozen_survives_nan(t: Trial, fine_tune_step: Function) -> None:
    params, grads, lrs = _frozen_case(t)
    grads["w1"][0] = np.nan
    grads["b1"][:] = np.resize([np.inf, -np.inf, np.nan], len(grads["b1"]))
    got = _step(t, fine_tune_step, params, grads, lrs)
    _want_frozen(
        t,
        got,
        params,
        " and its gradient holds nan and inf",
        "0 times nan is nan, and 0 times inf as well: a product with 0 does not protect an array. "
        "Leave a frozen array out of the arithmetic.",
    )
    # How long the steps are, and whether they go down, is judged above.
    ways = [(got[n] - params[n]) / (lrs[n] * grads[n]) for n in ("w2", "b2")]
    way = np.concatenate([np.ravel(one) for one in ways])
    t.require(
        np.all(np.abs(way) > 1e-6) and np.ptp(way) < 1e-6 * np.abs(way).max(),
        "While others are frozen, w2 and b2 did not take the steps of their own rates, 0.3 and "
        "0.01.",
        "A rate of 0 freezes the array of that name and no other.",
    )


@fine_tune_step.detail("several steps, frozen and thawed", weight=2)
def several_steps(t: Trial, fine_tune_step: Function) -> None:
    names = ("body", "head")
    start = {name: t.rng.standard_normal(t.either(4, 3)) for name in names}
    slopes = [{name: t.rng.standard_normal(start[name].shape) for name in names} for _ in range(4)]
    rates: list[dict[str, float]] = [
        {"body": 0.0, "head": 0.5},
        {"body": 0.0, "head": 0.2},
        {"body": 0.1, "head": 0.2},
        {"body": 0.3, "head": 0.0},
    ]
    params: Any = start
    for grads, lrs in zip(slopes, rates, strict=True):
        params = _step(t, fine_tune_step, params, grads, lrs)
    want = {
        name: start[name] - sum(r[name] * g[name] for g, r in zip(slopes, rates, strict=True))
        for name in names
    }
    t.close(
        "params",
        _joined({name: params[name] for name in names}),
        _joined(want),
        "After four steps whose rates changed (the body frozen for two, then thawed, the head "
        "frozen in the last) the arrays are not where the four steps lead.",
        "Every call stands alone: it takes the rates that it is given now and remembers nothing.",
    )


@fine_tune_step.detail("any names, shapes and sizes", weight=2)
def any_names_and_shapes(t: Trial, fine_tune_step: Function) -> None:
    shapes = t.either(
        {"conv1.weight": (2, 1, 3, 3), "gamma": (1,), "scale": (2, 2), "é 1": (5, 1)},
        {"stack/w": (3, 2, 4), "x": (1, 1), "7": (6,), "t": (4, 4)},
    )
    params = {name: np.array(t.rng.standard_normal(shape)) for name, shape in shapes.items()}
    # Small gradients and small weights are gradients and weights like others.
    grads = {name: np.array(1e-3 * t.rng.standard_normal(s)) for name, s in shapes.items()}
    lrs = dict(zip(shapes, (2.0, 1e-4, 30.0, 0.1), strict=True))
    got = _step(t, fine_tune_step, params, grads, lrs)
    t.close(
        "params",
        _joined(got),
        _moved(params, grads, lrs),
        f"A net whose arrays are called {', '.join(map(repr, shapes))} took a wrong step.",
        "Go through the names that `params` has; expect no name and no number of axes.",
        rtol=1e-9,
        atol=1e-12,
    )
    alone = np.array([2.0, -1.0])
    got = _step(t, fine_tune_step, {"w": alone}, {"w": np.array([1.0, 3.0])}, {"w": 0.5})
    t.close("params['w']", got["w"], alone - [0.5, 1.5], "A net of one array took a wrong step.")


@fine_tune_step.guard("a nan in an array that learns stays visible")
def nan_stays_visible(t: Trial, fine_tune_step: Function) -> None:
    params = {"w": np.array([1.0, 2.0]), "b": np.array([3.0])}
    grads = {"w": np.array([np.nan, 1.0]), "b": np.array([1.0])}
    got = _step(t, fine_tune_step, params, grads, {"w": 0.1, "b": 0.1})
    t.require(
        np.isnan(got["w"][0]) and np.isfinite(got["w"][1]) and np.isfinite(got["b"][0]),
        "An array with learning rate 0.1 got a gradient of nan in one entry; just that entry of "
        "the result must be nan.",
        "A gradient of nan tells of a bug. Freeze what has rate 0, and hide nothing in the rest.",
    )


def _told(lrs: Mapping[str, float]) -> str:
    return ", ".join(f"{rate:g} for {name}" for name, rate in lrs.items())


def _one_array(t: Trial, fine_tune_step: Function, w: Array, dw: Array) -> Any:
    params, grads = {"w": w.copy()}, {"w": dw}
    result = t.call(fine_tune_step, params, grads, {"w": 0.5}, may_change=(params,))
    return named(t, "params", result, ["w"], "")["w"]


any_form(fine_tune_step, (3, 4), (3, 4), run=_one_array)
