"""Checks of the learning-rate schedules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import numpy_numbers, zero_counts
from course_lib.checking.results import numbers
from course_lib.checking.trial import Trial
from course_lib.checking.types import Function, Mistake, Slip

schedules = Exercise(
    "schedules",
    functions=("step_decay", "exponential_decay", "inverse_time_decay", "cosine_cycle"),
)


def _rates(
    t: Trial,
    rule: Function,
    name: str,
    steps: Sequence[int],
    want: Sequence[float],
    text: str,
    mistakes: Sequence[Mistake],
    *options: Any,
) -> None:
    """Fail unless ``rule(step, *options)`` gives the rates wanted."""
    got = np.array(
        [t.array("the rate", t.call(rule, s, *options, returns="the rate"), ()) for s in steps]
    )
    t.close(
        "the rate",
        got,
        np.array(want, dtype=float),
        f"{text} At the steps {', '.join(map(str, steps))} `{name}` should give "
        f"{numbers(want)}; yours gives {numbers(got)}.",
        "",
        mistakes,
    )


def _drawn_lr(rng: np.random.Generator) -> float:
    return round(rng.uniform(0.2, 0.9), 5)


@schedules.property("step_decay: a drop after every interval", weight=2)
def step_decay_drops(t: Trial, step_decay: Function) -> None:
    lr, factor, every = t.draw(
        (0.8, 0.25, 10),
        lambda rng: (_drawn_lr(rng), round(rng.uniform(0.15, 0.45), 3), int(rng.integers(4, 21))),
    )
    s = np.array([0, 1, every - 1, every, 2 * every - 1, 2 * every, 2 * every + 1, 5 * every])
    drops = s // every
    _rates(
        t,
        step_decay,
        "step_decay",
        s.tolist(),
        (lr * factor**drops).tolist(),
        f"lr = {lr}, factor = {factor}, every = {every}.",
        [
            (lr * factor ** (s / every), "The rate falls at every step: count whole intervals."),
            (lr * factor ** ((s + 1) // every), "The drop comes one step too early."),
            (lr * factor ** (np.maximum(s - 1, 0) // every), "The drop comes one step too late."),
            (lr * factor ** s.astype(float), "`every` is not used."),
            (np.where(drops > 0, lr * factor, lr), "Only one drop: the drops multiply."),
            (
                np.where((s % every == 0) & (s > 0), lr * factor, lr),
                "The rate is lower at the multiples of `every` only, and then high again.",
            ),
            (lr * factor ** (s % every), "The remainder counts steps, you need whole intervals."),
            (lr * factor ** (drops + 1.0), "Step 0 has a drop already."),
            (lr / (1 + drops), "The rate is divided by the number of intervals, not by a power."),
            (lr * factor * np.maximum(drops, 1), "The drops add up: they should multiply."),
            (lr * (1 - factor) ** drops, "`factor` is what remains, not what is taken away."),
            (lr * factor ** np.ceil(s / every), "An interval counts when it is completed."),
        ],
        lr,
        factor,
        every,
    )


@schedules.property("exponential_decay: halved after ln 2 / rate steps", weight=2)
def exponential_decay_halves(t: Trial, exponential_decay: Function) -> None:
    lr, half = t.draw((0.5, 10), lambda rng: (_drawn_lr(rng), 2 * int(rng.integers(2, 21))))
    rate = float(np.log(2)) / half
    s = np.array([0, half // 2, half, 2 * half, 5 * half])
    _rates(
        t,
        exponential_decay,
        "exponential_decay",
        s.tolist(),
        [lr, lr / np.sqrt(2), lr / 2, lr / 4, lr / 32],
        f"lr = {lr}, rate = ln 2 / {half} = {rate:.4g}.",
        [
            (lr * np.exp(rate * s), "The rate grows: look at the sign in the exponent."),
            (lr * (1 - rate) ** s, "That is (1 - rate)**step, close to the exponential only."),
            (lr * rate**s, "That is rate**step: the exponential has base e."),
            (lr * 2 ** (-rate * s), "That is a power of 2: the exponential has base e."),
            (lr * 10 ** (-rate * s), "That is a power of 10: the exponential has base e."),
            (lr / (1 + rate * s), "That is the 1/t decay, the next function."),
            (np.exp(-rate * s), "lr is missing."),
            (lr * np.exp(-rate) * np.ones(len(s)), "`step` is not used."),
            (lr * np.exp(-rate) * s, "The step belongs in the exponent, beside the rate."),
        ],
        lr,
        rate,
    )


@schedules.property("inverse_time_decay: lr / 2 at step 1 / rate", weight=2)
def inverse_time_decay_halves(t: Trial, inverse_time_decay: Function) -> None:
    lr, rate = t.draw((0.6, 0.5), lambda rng: (_drawn_lr(rng), round(rng.uniform(0.1, 0.8), 3)))
    s = t.draw(
        np.array([0, 1, 2, 4, 18]), lambda rng: np.array([0, 1, *np.sort(rng.integers(2, 50, 3))])
    )
    with np.errstate(all="ignore"):
        _rates(
            t,
            inverse_time_decay,
            "inverse_time_decay",
            s.tolist(),
            (lr / (1 + rate * s)).tolist(),
            f"lr = {lr}, rate = {rate}.",
            [
                (lr / (1 + rate) * s, "A pair of brackets is missing in the denominator."),
                (lr / 1 + rate * s, "A pair of brackets is missing: the sum is the denominator."),
                (lr / (1 + rate) ** s, "The step is a factor of rate, not a power."),
                (lr / np.sqrt(1 + rate * s), "There is no root in 1/t decay."),
                (lr / (1 + s), "`rate` is not used."),
                (lr / (rate + s), "rate multiplies the step, 1 stands beside it."),
                (lr * (1 + rate * s), "The rate grows: divide."),
                (lr * np.exp(-rate * s), "That is the exponential decay."),
                (1 / (1 + rate * s), "lr is missing."),
                (lr / (2 + rate * s), "Step 0 must give lr."),
                (lr / (1 + rate * (s + 1)), "Steps are counted from 0."),
            ],
            lr,
            rate,
        )


@schedules.property("cosine_cycle: half a cosine, then back to lr", weight=3)
def cosine_cycle_returns(t: Trial, cosine_cycle: Function) -> None:
    lr, period = t.draw((0.8, 12), lambda rng: (_drawn_lr(rng), 3 * int(rng.integers(2, 21))))
    third = period // 3
    s = np.array([0, third, 2 * third, period, period + third, 2 * period, 5 * period + 2 * third])
    want = lr * np.array([1, 0.75, 0.25, 1, 0.75, 1, 0.25])
    u = s / period
    part = s % period / period
    _rates(
        t,
        cosine_cycle,
        "cosine_cycle",
        s.tolist(),
        want.tolist(),
        f"lr = {lr}, period = {period}.",
        [
            (
                lr / 2 * (1 + np.cos(np.pi * u)),
                "The cosine runs on after `period` steps; it must start again at lr.",
            ),
            (
                lr / 2 * (1 + np.cos(np.pi * np.minimum(u, 1))),
                "The rate stays at 0 after `period` steps; it must start again at lr.",
            ),
            (
                lr / 2 * (1 + np.cos(2 * np.pi * u)),
                "A whole cosine goes down and up again; half of one goes down, then the cycle "
                "starts again.",
            ),
            (lr * (1 + np.cos(np.pi * part)), "The values run up to 2 lr: the half is missing."),
            (lr * np.cos(np.pi * part), "The rate becomes negative."),
            (
                lr / 2 * (1 + np.cos(180 * part)),
                Slip("The angle is in degrees; `np.cos` takes radians."),
            ),
            (lr * np.cos(np.pi * part / 2), "A quarter of a cosine; the cycle wants half of one."),
            (lr * np.abs(np.cos(np.pi * u)), "The rate becomes 0 in the middle of a cycle."),
            (lr / 2 * (1 - np.cos(np.pi * part)), "The cycle starts at 0 and rises."),
            (lr * (1 - part), "That is a straight line, not a cosine."),
            ((1 + np.cos(np.pi * part)) / 2, "lr is missing."),
            (
                lr / 2 * (1 + np.cos(np.pi * ((s + 1) % period) / period)),
                "Everything comes one step early.",
            ),
            (
                lr / 2 * (1 + np.cos(np.pi * (s % period) / (period - 1))),
                "The cycle is divided by period - 1.",
            ),
            (
                lr / 2 * (1 + np.cos(np.pi * s % period / period)),
                "The remainder is that of pi times the step: put brackets around the remainder.",
            ),
            (
                lr / 2 * (1 + np.cos(np.pi * (s % (period + 1)) / period)),
                "The cycle is one step too long: at `step == period` the next one begins.",
            ),
            (
                lr / 2 + np.cos(np.pi * part),
                "Brackets are missing: half of lr multiplies the whole sum 1 + cos.",
            ),
        ],
        lr,
        period,
    )


@schedules.guard("a rate of 0 keeps lr")
def rate_of_zero(t: Trial, exponential_decay: Function, inverse_time_decay: Function) -> None:
    lr, s = 0.4, 5
    for f, falling in (
        (exponential_decay, lambda rate: lr * np.exp(-rate * s)),
        (inverse_time_decay, lambda rate: lr / (1 + rate * s)),
    ):

        def run(rate: float, f: Function = f) -> Any:
            return t.call(f, s, lr, rate, returns="the rate")

        zero_counts(t, "rate", run, falling, other=0.25, default=1.0)


def _one_rate_each(t: Trial, *rules_and_numbers: Any) -> Any:
    drop, exponential, inverse, cosine, step, lr, rate, every = rules_and_numbers
    return (
        t.call(drop, step, lr, rate, every),
        t.call(exponential, step, lr, rate),
        t.call(inverse, step, lr, rate),
        t.call(cosine, step, lr, every),
    )


numpy_numbers(schedules, 7, 0.5, 0.25, 3, run=_one_rate_each)
