"""Checks of notebook 07: what training curves say."""

from __future__ import annotations

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import other_forms
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


def _humps(t: Trial, fine: Curves) -> list[Curves]:
    """Return two runs that end as a fine one does: a loss with a peak, and a gap that closes."""
    loss, train, val = fine
    early = slice(1, 2 + len(loss) // 4)
    peak, gap = loss.copy(), val.copy()
    peak[early] = loss[0] * t.rng.uniform(1.4, 1.8)
    gap[early] = train[early] - t.rng.uniform(0.3, 0.4)
    return [(peak, train, val), (loss, train, gap)]


def _judge(t: Trial, f: Function, cases: list[tuple[str, Curves]]) -> None:
    for want, curves in cases:
        got = t.call(f, *(c.copy() for c in curves), returns="the diagnosis")
        if not isinstance(got, str) or got not in NAMES:
            raise Wrong(f"`diagnose` returned {got!r}, it must return one of: {', '.join(NAMES)}.")
        if got == want:
            continue
        loss, train, val = curves
        raise Wrong(
            f"The loss goes {_path(loss)} in {len(loss)} epochs; at the end the accuracy is "
            f"{train[-1]:.2f} in training and {val[-1]:.2f} in validation. That is "
            f'"{want}"; you say "{got}".',
            _cause(t, f, want, got, curves),
        )


def _cause(t: Trial, f: Function, want: str, got: str, curves: Curves) -> str:
    """Return what changes the answer where it must not, or what such an answer forgets."""
    loss, train, val = curves
    n = len(loss)

    def says(name: str, loss: Array = loss, train: Array = train, val: Array = val) -> bool:
        return t.passes(lambda: t.require(str(t.call(f, loss, train, val)) == name, ""))

    if not np.isfinite(loss[-1]):
        if says(want, np.geomspace(2.0, 900.0, n)):
            return "A comparison with nan is always False: ask whether the loss is finite."
        return "Look at the last losses first: a net that explodes tells nothing by its accuracies."
    if not np.isfinite(loss).all():
        return ""
    if not all(says(got, loss * k) for k in (0.01, 0.1, 10.0, 100.0)):
        return (
            "Multiply all losses by one number, and your answer changes. Compare the last loss "
            "with the first one, not with a fixed number."
        )
    jump = loss.copy()
    jump[1:-1] = np.linspace(loss[0], 0.5 * loss[0], n)[1:-1]
    if got == "lr too low" and not says(got, jump):
        return (
            "The last steps decide your answer. A loss that has levelled out has fallen: compare "
            "the last loss with the first."
        )
    ends = np.linspace(loss[0], loss[-1], n), np.full(n, train[-1]), np.full(n, val[-1])
    if says(want, *ends):
        return "An epoch on the way decides your answer: judge how the training ended."
    flat = np.full(n, train[0])
    if want == "lr too low" and says(want, loss, flat, flat):
        return "The accuracy can climb while the loss lies flat. Ask about the loss alone."
    if want == "overfit" and says(want, loss, val, train):
        return "Exchange the two accuracies, and you say overfit: the gap has a sign."
    if (want, got) == ("overfit", "ok") and not says(got, val=0.5 * val):
        return f"A gap of {train[-1] - val[-1]:.2f} is a large one, and you allow it."
    return _FORGOTTEN.get((want, got), _FORGOTTEN.get((want, ""), ""))


# What is asked, what came, and what such an answer forgets.
_FORGOTTEN = {
    ("lr too high", ""): "The loss grew. Compare the last loss with the first one, before the "
    "accuracies.",
    ("lr too low", ""): "How much of its first value has the loss lost? Next to nothing.",
    ("overfit", "ok"): "A high training accuracy is no proof: a net that learned its training data "
    "by heart has one too.",
    ("overfit", "underfit"): "The two accuracies do not agree. Look at the gap before the height.",
    ("underfit", "ok"): "Two accuracies that agree are good news only when they are high.",
    ("underfit", "lr too low"): "A net that underfits has learned: its loss fell, then levelled "
    "out high.",
    ("underfit", "overfit"): "The two accuracies agree: there is no gap.",
    ("ok", "overfit"): "The two accuracies agree: there is no gap.",
    ("ok", "underfit"): "Both accuracies are high: 1 is the most that there is.",
}


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
    """Return a net that ends near a training accuracy, and at a share of its first loss.

    In so many epochs the loss, once it has levelled out, rises at times.
    """
    first, train = rng.uniform(1.5, 4.6), train + rng.uniform(-0.02, 0.015)
    losses = first, first * last * rng.uniform(0.8, 1.2)
    return int(rng.integers(35, 61)), losses, train, train - rng.uniform(0.26, 0.35)


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
            ("ok", _humps(t, _learned(t, *fine))[0]),
        ],
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
    closes = _humps(t, _learned(t, *t.draw((20, (2.3, 0.1), 0.97, 0.96), _drawn_ok)))[1]
    _judge(t, diagnose, [*cases, ("ok", closes)])


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
    _judge(t, diagnose, cases)


@diagnose.guard("float32, and views with gaps")
def diagnose_other_forms(t: Trial, diagnose: Function) -> None:
    def run(*curves: Array) -> int:
        return NAMES.index(t.call(diagnose, *curves))

    other_forms(t, run, *_learned(t, 20, (2.3, 0.02), 0.99, 0.7))
