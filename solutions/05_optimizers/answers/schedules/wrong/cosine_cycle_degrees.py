"""cosine_cycle: Degrees instead of radians.

property: cosine_cycle: half a cosine, then back to lr
kind: detail
"""

import numpy as np


def step_decay(step, lr, factor, every):
    return lr * factor ** (step // every)


def exponential_decay(step, lr, rate):
    return lr * np.exp(-rate * step)


def inverse_time_decay(step, lr, rate):
    return lr / (1 + rate * step)


def cosine_cycle(step, lr, period):
    return lr / 2 * (1 + np.cos(180 * (step % period) / period))
