"""A rate of 0 is taken for none.

property: a rate of 0 keeps lr
cause: taken for none
kind: guard
"""

import numpy as np


def step_decay(step, lr, factor, every):
    return lr * factor ** (step // every)


def exponential_decay(step, lr, rate):
    return lr * np.exp(-(rate or 1.0) * step)


def inverse_time_decay(step, lr, rate):
    return lr / (1 + rate * step)


def cosine_cycle(step, lr, period):
    return lr / 2 * (1 + np.cos(np.pi * (step % period) / period))
