"""exponential_decay: (1 - rate)**step.

property: exponential_decay: halved after ln 2 / rate steps
kind: idea
"""

import numpy as np


def step_decay(step, lr, factor, every):
    return lr * factor ** (step // every)


def exponential_decay(step, lr, rate):
    return lr * (1 - rate) ** step


def inverse_time_decay(step, lr, rate):
    return lr / (1 + rate * step)


def cosine_cycle(step, lr, period):
    return lr / 2 * (1 + np.cos(np.pi * (step % period) / period))
