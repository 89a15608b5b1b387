"""divmod, exp of logarithms."""

import numpy as np


def step_decay(step, lr, factor, every):
    drops, _ = divmod(step, every)
    return np.exp(np.log(lr) + drops * np.log(factor))


def exponential_decay(step, lr, rate):
    return np.float64(lr) * (1 / np.exp(rate)) ** step


def inverse_time_decay(step, lr, rate):
    denominator = 1 + step * rate
    return lr / denominator


def cosine_cycle(step, lr, period):
    _, rest = divmod(step, period)
    return lr * (1 + np.cos(np.pi * rest / period)) / 2
