"""0-d arrays as results."""

import numpy as np


def step_decay(step, lr, factor, every):
    return np.array(lr * factor ** np.floor_divide(step, every))


def exponential_decay(step, lr, rate):
    return np.asarray(lr * np.exp(-np.multiply(rate, step)))


def inverse_time_decay(step, lr, rate):
    return np.divide(lr, 1 + rate * np.array(step))


def cosine_cycle(step, lr, period):
    return np.array(lr - lr * np.sin(np.pi * np.mod(step, period) / (2 * period)) ** 2)
