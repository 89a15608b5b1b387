"""Checks of notebook 10: the learning rates of a recipe, one for each array or each layer."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import numpy_numbers
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function
from course_lib.lessons.transfer.checks.step import named, rounded

learning_rates = Exercise("learning_rates", functions=("learning_rates",))


def _rates(
    t: Trial, f: Function, names: list[str], head: list[str], frozen: list[str], *rest: float
) -> Array:
    """Return the rates in the order of ``names``."""
    result = t.call(f, names, head, frozen, *rest, returns="lrs")
    cause = "Every name in `names` gets a rate; that of a frozen array is 0."
    found = named(t, "lrs", result, names, cause)
    return np.array(
        [
            float(t.array(f"lrs[{n!r}]", found[n], (), "i" if _whole(found[n]) else "f"))
            for n in names
        ]
    )


def _whole(value: Any) -> bool:
    """Tell whether a rate is a whole number by type, as a plain 0 is."""
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def _drawn(t: Trial, lr: float, factor: float) -> tuple[float, float]:
    """Return a rate and a body_factor other than 0.1; in the grader the seed says which."""
    return t.draw((lr, factor), lambda rng: (rounded(rng, 0.3, 0.9), rounded(rng, 0.15, 0.45)))


LAYERS = ["w1", "b1", "w2", "b2", "w3", "b3"]


@learning_rates.property("head at lr, body at a fraction of it, frozen at 0", weight=3)
def head_body_and_frozen(t: Trial, learning_rates: Function) -> None:
    lr, factor = _drawn(t, 0.4, 0.05)
    got = _rates(t, learning_rates, LAYERS, ["w3", "b3"], ["w1", "b1"], lr, factor)
    low = lr * factor

    def each(frozen: float, body: float, head: float) -> Array:
        return np.array([frozen, frozen, body, body, head, head])

    t.close(
        "lrs",
        got,
        each(0, low, lr),
        f"With lr = {lr}, body_factor = {factor}, layer 1 frozen and layer 3 the head, the rates "
        f"of layers 1, 2, 3 must be 0, {low:g}, {lr}; yours are "
        f"{', '.join(f'{r:g}' for r in got[::2])} (weights).",
        mistakes=[
            (each(0, lr, low), "Body and head are exchanged: the fresh head learns faster."),
            (each(0, lr, lr), "The body learns at the full rate: body_factor did not come in."),
            (each(0, lr / factor, lr), "You divided by body_factor; a tenth is a factor of 0.1."),
            (each(0, factor, lr), "body_factor is a fraction of lr, not a rate."),
            (each(0, low, factor), "The head learns at lr."),
            (each(low, low, lr), "The frozen arrays learn along with the body."),
            (each(lr, low, lr), "The frozen arrays learn at the full rate."),
            (each(0, low, low), "All that is not frozen has the low rate, the head as well."),
            (each(0, 0, lr), "The whole body is frozen; only the names in `frozen` are."),
            (each(0, 0.1 * lr, lr), "The factor is written into the code as 0.1."),
            (each(0, lr - factor, lr), "body_factor is multiplied, not subtracted."),
            (each(0, low * factor, lr), "body_factor came in twice."),
        ],
    )


@learning_rates.detail("names are compared whole, wherever they stand", weight=2)
def names_compared_whole(t: Trial, learning_rates: Function) -> None:
    names = t.draw(
        ["w10", "head.b", "w1", "b", "w11", "body.w", "w"],
        # The head stands within, neither first nor last.
        lambda rng: [
            *rng.permutation(["w21", "out2", "w2"]).tolist(),
            "out",
            *rng.permutation(["w", "without", "ou"]).tolist(),
        ],
    )
    head, frozen = t.either((["w1", "b"], ["w11"]), (["out"], ["w", "w2"]))
    lr, factor = _drawn(t, 0.2, 0.1)
    got = _rates(t, learning_rates, names, head, frozen, lr, factor)
    t.close(
        "lrs",
        got,
        np.array([lr if n in head else 0.0 if n in frozen else lr * factor for n in names]),
        f"Among {', '.join(names)} the head is {', '.join(head)} and frozen is "
        f"{', '.join(frozen)}; other arrays got their rates.",
        "A name belongs to the head when it is in the list, not when it looks like a name of the "
        "list or stands at the end. (If the first property fails as well, mend that one first.)",
    )


@learning_rates.detail("the body's factor is 0.1 unless it is given", weight=1)
def default_body_factor(t: Trial, learning_rates: Function) -> None:
    lr = t.draw(0.5, lambda rng: rounded(rng, 1.0, 4.0))
    got = _rates(t, learning_rates, ["w1", "w2"], ["w2"], [], lr)
    t.close(
        "lrs",
        got,
        np.array([0.1 * lr, lr]),
        f"Without body_factor the body must learn at a tenth of lr = {lr}; it has {got[0]:g}.",
        "The lecture's starting point is a tenth: give the argument that default. (If the first "
        "property fails as well, mend that one first.)",
    )


@learning_rates.detail("body_factor 0 freezes the body, body_factor 1 does not slow it", weight=1)
def body_factor_limits(t: Trial, learning_rates: Function) -> None:
    lr = t.draw(0.3, lambda rng: rounded(rng, 0.3, 0.9))
    names = ["b2", "w1", "w2", "b1"]
    got = _rates(t, learning_rates, names, ["w2", "b2"], [], lr, 0.0)
    t.close(
        "lrs",
        got,
        np.array([lr, 0.0, lr, 0.0]),
        "With body_factor = 0 the body must have the rate 0 and the head lr.",
        atol=0.0,
    )
    got = _rates(t, learning_rates, names, ["w2", "b2"], ["b1"], lr, 1.0)
    t.close(
        "lrs",
        got,
        np.array([lr, lr, lr, 0.0]),
        "With body_factor = 1 all arrays that are not frozen must have the rate lr.",
    )


@learning_rates.detail("nothing frozen, everything frozen, no body", weight=1)
def empty_and_full_lists(t: Trial, learning_rates: Function) -> None:
    names = t.either(["w1", "b1", "w2", "b2"], ["a", "b", "c"])
    lr, factor = _drawn(t, 0.2, 0.1)
    for head, frozen, want in (
        ([], [], [lr * factor] * len(names)),
        (names, [], [lr] * len(names)),
        (names[-1:], names[:-1], [0.0] * (len(names) - 1) + [lr]),
    ):
        got = _rates(t, learning_rates, names, head, frozen, lr, factor)
        t.close(
            "lrs",
            got,
            np.array(want),
            f"With {len(head)} of {len(names)} names in the head and {len(frozen)} frozen the "
            "rates are wrong.",
            "Head and frozen may be empty, and may hold all names. (If the first property fails "
            "as well, mend that one first.)",
            atol=0.0,
        )


layer_rates = Exercise("layer_rates", functions=("layer_rates",))


def _list(t: Trial, f: Function, n: int, lr: float, decay: float) -> Array:
    """Return the rates, which may come as a list, a tuple or an array."""
    rates = t.call(f, n, lr, decay, returns="rates")
    t.require(
        isinstance(rates, list | tuple | np.ndarray),
        f"`rates` must be a list or an array of {n} numbers, it is a {type(rates).__name__}.",
    )
    return np.asarray(rates, dtype=float)


@layer_rates.property("the last layer at lr, each one below slower", weight=2)
def layer_rates_fall(t: Trial, layer_rates: Function) -> None:
    n = t.draw(4, lambda rng: int(rng.integers(3, 7)))
    lr, decay = t.draw((0.8, 2.0), lambda rng: (rounded(rng, 0.3, 0.9), rounded(rng, 1.5, 4.0)))
    got = _list(t, layer_rates, n, lr, decay)
    want = lr * decay ** np.arange(1.0 - n, 1.0)
    t.close(
        "rates",
        got,
        want,
        f"For {n} layers, lr = {lr} and decay = {decay:g} the rates of layers 1 to {n} must be "
        f"{', '.join(f'{r:g}' for r in want)}.",
        mistakes=[
            (want[::-1], "The order is upside down: layer 1 is the slowest."),
            (want / decay, "The last layer must have lr itself."),
            (np.full(n, lr), "All layers have the same rate."),
            (lr * decay ** np.arange(n), "The rates grow beyond lr: divide."),
            (
                lr * decay ** np.arange(n - 1.0, -1, -1),
                "Lower layers have larger rates than lr: multiplied by decay, not divided.",
            ),
            (lr / np.arange(n, 0, -1), "Each layer has the rate above it divided by decay."),
        ],
    )


@layer_rates.detail("decay 1 and a single layer", weight=1)
def layer_rates_edge_cases(t: Trial, layer_rates: Function) -> None:
    lr, decay = t.draw((0.3, 5.0), lambda rng: (rounded(rng, 0.3, 0.9), rounded(rng, 2.0, 5.0)))
    one = _list(t, layer_rates, 1, lr, decay)
    t.close("rates", one, np.array([lr]), "A net of one layer has the one rate lr.")
    flat = _list(t, layer_rates, 3, lr, 1.0)
    t.close("rates", flat, np.full(3, lr), "With decay 1 all layers have the rate lr.")


numpy_numbers(layer_rates, 4, 0.5, 2.5, run=_list)


def _rates_of_a_net(t: Trial, learning_rates: Function, lr: float, factor: float) -> Any:
    return _rates(t, learning_rates, ["w1", "w2", "w3"], ["w3"], ["w1"], lr, factor)


numpy_numbers(learning_rates, 0.5, 0.25, run=_rates_of_a_net)
