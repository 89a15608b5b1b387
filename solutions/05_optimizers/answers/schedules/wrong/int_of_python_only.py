"""A step that is no `int` of Python is taken for step 0.

property: numbers of NumPy
kind: guard
"""

import numpy as np


def step_decay(step, lr, factor, every):
    if not isinstance(step, int):
        step = 0
    return lr * factor ** (step // every)


def exponential_decay(step, lr, rate):
    return lr * np.exp(-rate * step)


def inverse_time_decay(step, lr, rate):
    return lr / (1 + rate * step)


def cosine_cycle(step, lr, period):
    return 0.5 * lr * (1 + np.cos(np.pi * (step % period) / period))
