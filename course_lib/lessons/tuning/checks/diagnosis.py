"""Checks of notebook 07: what training curves say, and the first sign of an explosion."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function

NAMES = ("lr too low", "lr too high", "overfit", "underfit", "ok")

diagnose = Exercise("diagnose", functions=("diagnose",))

Curves = tuple[Array, Array, Array]  # training loss, training and validation accuracy, by epoch


def _approach(t: Trial, first: float, last: float, epochs: int, noise: float = 0.01) -> Array:
    """Return a noisy curve from ``first`` that levels out at ``last``; both ends are exact."""
    way = 1 - np.exp(-5 * np.arange(epochs) / (epochs - 1))
    clean = first + (last - first) * way / way[-1]
    wobble = 1 + noise * t.rng.uniform(-1, 1, epochs)
    wobble[[0, -1]] = 1.0
    curve: Array = clean * wobble
    return curve


def _learned(
    t: Trial, epochs: int, loss: tuple[float, float], train: float, val: float, chance: float = 0.1
) -> Curves:
    """Return curves of a net whose loss falls clearly and then levels out."""
    return (
        _approach(t, *loss, epochs),
        _approach(t, chance, train, epochs),
        _approach(t, chance, val, epochs),
    )


def _quick(t: Trial, epochs: int, loss: tuple[float, float], train: float, val: float) -> Curves:
    """Return curves of a net that learns all it will in its first epoch."""
    falling, *accuracies = _learned(t, epochs, loss, train, val)
    falling[1:-1] = loss[1] * (1 + 0.01 * t.rng.uniform(-1, 1, epochs - 2))
    return falling, accuracies[0], accuracies[1]


def _stuck(t: Trial, epochs: int, loss: float, top: float, chance: float = 0.1) -> Curves:
    """Return curves of a net that takes tiny steps: the loss falls by less than a hundredth."""
    fall = np.linspace(loss, 0.995 * loss, epochs)
    fall[1:-1] += 2e-4 * loss * t.rng.uniform(-1, 1, epochs - 2)
    train = np.linspace(chance, top, epochs)
    return fall, train, train - 0.005 * t.rng.random(epochs)


def _guessing(t: Trial, losses: list[float]) -> Curves:
    """Return curves of a net that explodes with the given losses, and guesses at the end."""
    train = np.linspace(0.2, 0.1, len(losses)) + 0.01 * t.rng.uniform(-1, 1, len(losses))
    return np.array(losses), train, train - 0.004


def _judge(t: Trial, f: Function, cases: list[tuple[str, Curves]], cause: str) -> None:
    for want, curves in cases:
        got = t.call(f, *(c.copy() for c in curves), returns="the diagnosis")
        if not isinstance(got, str) or got not in NAMES:
            raise Wrong(f"`diagnose` returned {got!r}, it must return one of: {', '.join(NAMES)}.")
        loss, train, val = curves
        t.require(
            got == want,
            f"The loss goes {_path(loss)} in {len(loss)} epochs; at the end the accuracy is "
            f"{train[-1]:.2f} in training and {val[-1]:.2f} in validation. That is "
            f'"{want}"; you say "{got}".',
            cause,
        )


def _path(loss: Array) -> str:
    """Return the loss in words: its first, middle and last value."""
    return " -> ".join(f"{loss[i]:.4g}" for i in (0, len(loss) // 2, len(loss) - 1))


Learned = tuple[int, tuple[float, float], float, float]  # epochs, losses, both accuracies


def _drawn_explosions(rng: np.random.Generator) -> list[list[float]]:
    """Return losses that end at inf, above ten times the first, and at nan."""
    runs = []
    for end in (np.inf, np.nan):
        first, before, after = rng.uniform(0.7, 5), rng.integers(1, 6), rng.integers(2, 5)
        falling = first * np.sort(rng.uniform(0.6, 1, before))[::-1]
        runs.append([first, *falling, *np.full(after, end)])
    rising = np.geomspace(1.5, rng.uniform(20, 150), rng.integers(4, 9))
    growing = rng.uniform(0.7, 5) * np.array([1, rng.uniform(0.9, 1), *rising])
    return [*runs, growing.tolist(), [np.nan] * int(rng.integers(4, 20))]


def _drawn_ok(rng: np.random.Generator) -> Learned:
    first, train = rng.uniform(2, 4.6), rng.uniform(0.96, 0.99)
    losses = first, rng.uniform(0.03, 0.13)
    return int(rng.integers(8, 31)), losses, train, train - rng.uniform(0.004, 0.016)


def _drawn_overfit(rng: np.random.Generator, train: float, last: float) -> Learned:
    """Return a net that ends near a training accuracy, and at a share of its first loss."""
    first, train = rng.uniform(1.5, 4.6), train + rng.uniform(-0.02, 0.015)
    losses = first, first * last * rng.uniform(0.8, 1.2)
    return int(rng.integers(11, 41)), losses, train, train - rng.uniform(0.26, 0.35)


def _drawn_underfit(rng: np.random.Generator, first: float, least: float, most: float) -> Learned:
    """Return a net that begins near a loss and ends at a training accuracy between two bounds."""
    first, train = first * rng.uniform(0.95, 1), rng.uniform(least, most)
    losses = first, first * rng.uniform(0.54, 0.6)
    return int(rng.integers(12, 36)), losses, train, train - rng.uniform(0.004, 0.015)


@diagnose.property(
    "a loss that explodes: the learning rate is too high", weight=3, of="lr too high"
)
def diagnose_rate_too_high(t: Trial, diagnose: Function) -> None:
    inf, nan = float("inf"), float("nan")
    explosions = t.draw(
        [
            [2.19, 2.18, 1.94, 1.83, inf, inf],  # the lecture's run at 3e-3
            [nan, nan, nan],  # and at 1e6
            [2.3, 2.6, 5.1, 14.0, 60.0, 300.0, 900.0],
            [2.3, 1.9, 1.7, 1.5, nan],
        ],
        _drawn_explosions,
    )
    fine = t.draw((12, (2.3, 0.1), 0.97, 0.96), _drawn_ok)
    _judge(
        t,
        diagnose,
        [
            *(("lr too high", _guessing(t, losses)) for losses in explosions),
            ("ok", _learned(t, *fine)),
        ],
        "Look at the last losses first. A comparison with nan is always False: ask whether the "
        "loss is finite. And compare it with the first loss, not with a fixed number.",
    )


@diagnose.property(
    "a loss that hardly moves: the learning rate is too low", weight=3, of="lr too low"
)
def diagnose_rate_too_low(t: Trial, diagnose: Function) -> None:
    slow = [_stuck(t, 10, 2.3026, 0.19), _stuck(t, 25, 4.605, 0.02, 0.01), _stuck(t, 6, 30.7, 0.12)]
    if t.hidden:
        between, epochs = t.rng.uniform, t.rng.integers(6, 26, 3).tolist()
        slow = [
            _stuck(t, epochs[0], between(2.2, 4.7), between(0.17, 0.21)),
            _stuck(t, epochs[1], between(0.69, 0.75), between(0.54, 0.58), 0.5),
            _stuck(t, epochs[2], between(25, 40), between(0.1, 0.13)),
        ]
    levels = t.draw((20, (4.6, 2.5), 0.42, 0.41), lambda rng: _drawn_underfit(rng, 4.6, 0.3, 0.49))
    at_once = t.draw((15, (2.3, 1.5), 0.47, 0.46), lambda rng: _drawn_underfit(rng, 2.3, 0.3, 0.49))
    stalled = [_learned(t, *levels), _quick(t, *at_once)]
    _judge(
        t,
        diagnose,
        [*(("lr too low", c) for c in slow), *(("underfit", c) for c in stalled)],
        "How much of its first value has the loss lost? Where next to nothing, the accuracy says "
        "little: it can climb while the loss lies flat. A net that underfits has learned: its "
        "loss fell, then levelled out high.",
    )


@diagnose.property("a gap between training and validation: overfit", weight=3, of="overfit")
def diagnose_overfit(t: Trial, diagnose: Function) -> None:
    if t.hidden:
        cases = [
            ("overfit", _learned(t, *_drawn_overfit(t.rng, 0.98, 0.01))),
            ("ok", _learned(t, *_drawn_ok(t.rng))),
            ("overfit", _learned(t, *_drawn_overfit(t.rng, 0.97, 0.08), 0.5)),
            ("overfit", _learned(t, *_drawn_overfit(t.rng, 0.79, 0.3))),
        ]
    else:
        peak = _learned(t, 30, (2.3, 0.01), 0.99, 0.6)
        peak[2][8:16] += 0.05  # the validation accuracy peaks and falls
        cases = [
            ("overfit", _learned(t, 20, (2.3, 0.02), 0.99, 0.7)),
            ("ok", _learned(t, 20, (2.3, 0.1), 0.975, 0.965)),
            ("overfit", peak),
            ("ok", _learned(t, 8, (4.6, 0.2), 0.95, 0.945, 0.01)),
            ("overfit", _learned(t, 15, (2.3, 0.3), 0.93, 0.55)),
            ("overfit", _learned(t, 11, (2.3, 0.6), 0.82, 0.45)),
        ]
    _judge(
        t,
        diagnose,
        cases,
        "Compare the two accuracies at the end of training, not at its start: a big gap means "
        "that the net learned its training data by heart.",
    )


@diagnose.property("no gap, but poor on both: underfit", weight=3, of="underfit")
def diagnose_underfit(t: Trial, diagnose: Function) -> None:
    if t.hidden:
        cases = [
            ("underfit", _learned(t, *_drawn_underfit(t.rng, 2.3, 0.49, 0.5))),
            ("ok", _learned(t, *_drawn_ok(t.rng))),
            ("underfit", _learned(t, *_drawn_underfit(t.rng, 4.6, 0.25, 0.45), 0.01)),
        ]
    else:
        cases = [
            ("underfit", _learned(t, 20, (2.3, 1.5), 0.45, 0.44)),
            ("ok", _learned(t, 25, (2.3, 0.05), 0.985, 0.975)),
            ("underfit", _learned(t, 12, (2.3, 1.3), 0.5, 0.495)),
            ("underfit", _learned(t, 30, (4.6, 2.6), 0.35, 0.34, 0.01)),
        ]
    _judge(
        t,
        diagnose,
        cases,
        "Two accuracies that agree are good news only when they are high.",
    )


first_explosion = Exercise("first_explosion", functions=("first_explosion",))


def _explodes(t: Trial, f: Function, losses: list[float], want: int | None, *factor: float) -> None:
    array = np.array(losses)
    got = t.call(f, array, *factor)
    limit = factor[0] if factor else 3.0
    symptom = (
        f"losses = [{', '.join(f'{v:g}' for v in losses)}], factor {limit:g}: "
        f"the answer is {want}, yours is {got!r}."
    )
    if got is None or want is None:
        t.require(got is None and want is None, symptom, _none_cause(got, want, losses))
        return
    kinds = int | np.integer | np.ndarray
    if isinstance(got, bool | np.bool_) or not isinstance(got, kinds) or np.shape(got) != ():
        raise Wrong(symptom, "Return the number of the step as an integer, or None.")
    t.array("the step", got, (), "i")
    t.require(int(got) == want, symptom, _step_cause(array, int(got), want, limit))


def _none_cause(got: Any, want: int | None, losses: list[float]) -> str:
    if want is None:
        return "When no loss is out of bounds, return None: neither a number nor False."
    if np.isinf(losses[want]) and want == 0:
        return "No loss is larger than a multiple of inf: ask whether a loss is finite as well."
    if not np.isfinite(losses[want]):
        cause = "A comparison with nan is always False. Ask whether a loss is finite as well."
        return cause if want else f"{cause} And 0 is a step too, though `if 0` is False."
    return "Compare every loss, up to the last, with `factor` times the first, and return the step."


def _step_cause(losses: Array, got: int, want: int, factor: float) -> str:
    if got == want + 1:
        return "Steps are counted from 0: the first loss belongs to step 0."
    if got == want - 1:
        return "The first loss belongs to step 0. Does your count begin at the second?"
    if got < 0 or got >= len(losses):
        return "Steps are counted from 0 to the number of losses minus 1."
    if np.isnan(losses[want]) and got > want:
        return "A comparison with nan is always False. Ask whether a loss is finite as well."
    with np.errstate(all="ignore"):
        out = np.flatnonzero(~np.isfinite(losses) | (losses > factor * losses[0]))
        if got == out[-1]:
            return "That is the last step out of bounds; the first is asked."
        if got == int(np.argmax(losses)):
            return "That is the step of the largest loss; the first one out of bounds is asked."
    if got == len(out):
        return "That is a number of steps; which step is the first?"
    if not np.isfinite(losses[got]):
        return "A finite loss out of bounds came before: ask both questions at every step."
    return (
        "A loss is compared with `factor` times the first loss: not with the loss before it, the "
        "smallest so far, or a fixed number."
    )


Run = tuple[list[float], int | None]  # losses, and the first step that is out of bounds


def _calm(rng: np.random.Generator, first: float | None = None) -> list[float]:
    """Return losses within three times the first, with a dip and a larger rise after it."""
    first = rng.uniform(0.5, 5) if first is None else first
    rest = rng.uniform(0.5, 2.7, rng.integers(1, 5))
    ways = [1.0, rng.uniform(0.1, 0.3), rng.uniform(1.5, 2.7), *rest]
    return [round(float(first * way), 3) for way in ways]


def _explosive(rng: np.random.Generator, first: float) -> Run:
    """Return losses that leave the bounds for one step, come back, and rise to their largest."""
    calm = _calm(rng, first)
    ways = [rng.uniform(3.3, 4), rng.uniform(0.5, 2.5), rng.uniform(9, 15), rng.uniform(1, 2.5)]
    return [*calm, *(round(float(first * way), 3) for way in ways)], len(calm)


def _explosive_at_last(rng: np.random.Generator) -> Run:
    calm = _calm(rng)
    return [*calm, round(calm[0] * rng.uniform(3.3, 9), 3)], len(calm)


def _not_finite(rng: np.random.Generator) -> list[Run]:
    """Return runs with nan, with inf, with a finite explosion before inf, and with none of them."""
    inf, nan = float("inf"), float("nan")
    with_nan, with_inf = _calm(rng), _calm(rng)
    exploded, step = _explosive(rng, rng.uniform(0.5, 5))
    return [
        ([*with_nan, nan, with_nan[0], nan], len(with_nan)),
        ([*with_inf, inf, 25 * with_inf[0]], len(with_inf)),
        ([*exploded, nan, inf], step),
        (_calm(rng), None),
        ([nan, *_calm(rng)], 0),
    ]


def _growing(rng: np.random.Generator) -> tuple[list[float], list[tuple[float, int | None]]]:
    """Return losses that grow, and three factors with the step that each finds."""
    ways = np.cumprod([1.0, *rng.uniform(1.3, 1.8, rng.integers(5, 8))])
    steps = np.sort(rng.choice(np.arange(1, len(ways)), 2, replace=False)).tolist()
    # Between two losses, as far from the one as from the other.
    cases = [(round(float(np.sqrt(ways[n - 1] * ways[n])), 2), n) for n in steps]
    losses = rng.uniform(0.5, 5) * ways
    return losses.round(4).tolist(), [*cases, (float(round(2 * ways[-1])), None)]


@first_explosion.property("the first loss above factor times the first", weight=3)
def explosion_above_factor(t: Trial, first_explosion: Function) -> None:
    for losses, want in t.draw(
        [
            ([2.3, 2.4, 5.0, 4.0, 6.8, 7.1, 20.0, 9.0, 2.0], 5),
            ([0.1, 0.02, 0.08, 0.2, 0.28, 0.35], 5),
            ([2.3, 2.0, 6.5, 1.5], None),
            ([9.0, 8.0, 25.0, 28.0, 26.0], 3),
        ],
        lambda rng: [
            _explosive(rng, rng.uniform(0.1, 0.6)),
            _explosive(rng, rng.uniform(3, 9)),
            (_calm(rng), None),
            _explosive_at_last(rng),
        ],
    ):
        _explodes(t, first_explosion, losses, want)


@first_explosion.detail("nan and inf are explosions", weight=3)
def explosion_nan_and_inf(t: Trial, first_explosion: Function) -> None:
    inf, nan = float("inf"), float("nan")
    for losses, want in t.draw(
        [
            ([2.3, 2.1, nan, 2.0, 50.0], 2),
            ([2.3, 2.4, 11.0, 40.0, nan, nan], 2),
            ([2.19, 2.18, 1.94, 1.83, inf, inf], 4),
            ([2.3, 2.2, 2.1], None),
            ([nan, nan, nan], 0),
        ],
        _not_finite,
    ):
        _explodes(t, first_explosion, losses, want)


@first_explosion.guard("a first loss of inf is out of bounds")
def explosion_first_loss_inf(t: Trial, first_explosion: Function) -> None:
    losses = [float("inf"), *t.either([2.0, 1.0, 3.0], [1.0, 2.0])]
    _explodes(t, first_explosion, losses, 0)


@first_explosion.detail("another factor", weight=2)
def explosion_other_factor(t: Trial, first_explosion: Function) -> None:
    losses, cases = t.draw(
        ([1.0, 1.4, 1.9, 2.6, 5.0, 12.0], [(1.5, 2), (10.0, 5), (15.0, None)]), _growing
    )
    for factor, want in cases:
        _explodes(t, first_explosion, losses, want, factor)
