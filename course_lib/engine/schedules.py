"""Learning-rate schedules: the rate at a step, counted from 0.

``lr`` is the rate at step 0, a number or one for each member of a stack. For ``fit`` make a
function of the step alone: ``schedule=lambda step: cosine_cycle(step, lr=0.1, period=200)``.
"""

import math

import numpy as np

from course_lib.engine.arrays import Array, expect_positive

Rate = float | Array


def step_decay(step: int, lr: Rate, factor: float, every: int) -> Rate:
    """Return ``lr * factor**k`` where k counts the completed intervals of ``every`` steps."""
    _expect_step("step_decay", step)
    expect_positive("step_decay", factor=factor, every=every)
    return lr * factor ** (step // every)


def exponential_decay(step: int, lr: Rate, rate: float) -> Rate:
    """Return ``lr * exp(-rate * step)``."""
    _expect_step("exponential_decay", step)
    return lr * math.exp(-rate * step)


def inverse_time_decay(step: int, lr: Rate, rate: float) -> Rate:
    """Return ``lr / (1 + rate * step)``."""
    _expect_step("inverse_time_decay", step)
    return lr / (1 + rate * step)


def cosine_cycle(step: int, lr: Rate, period: int) -> Rate:
    """Return a half cosine from ``lr`` towards 0 that starts again every ``period`` steps.

    The rate is ``lr`` at step 0 and again at ``step == period`` (Loshchilov and Hutter 2017).
    """
    _expect_step("cosine_cycle", step)
    expect_positive("cosine_cycle", period=period)
    return lr * 0.5 * (1 + math.cos(math.pi * (step % period) / period))


def _expect_step(caller: str, step: int) -> None:
    if not isinstance(step, int | np.integer) or step < 0:
        raise ValueError(f"{caller}: step is {step}, expected a whole number counted from 0")
