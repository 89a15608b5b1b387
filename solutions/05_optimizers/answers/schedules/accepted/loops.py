"""Loops of drops and cycles."""

import numpy as np


def step_decay(step, lr, factor, every):
    while step >= every:
        lr = lr * factor
        step = step - every
    return lr


def exponential_decay(step, lr, rate):
    for _ in range(step):
        lr *= np.e**-rate
    return lr


def inverse_time_decay(step, lr, rate):
    return 1 / (1 / lr + rate * step / lr)


def cosine_cycle(step, lr, period):
    while step >= period:
        step -= period
    return 0.5 * lr + 0.5 * lr * np.cos(step / period * np.pi)
