"""The step comes back.

property: step_decay: a drop after every interval
kind: idea
"""

import numpy as np


def step_decay(step, lr, factor, every):
    return float(step)


def exponential_decay(step, lr, rate):
    return float(step)


def inverse_time_decay(step, lr, rate):
    return float(step)


def cosine_cycle(step, lr, period):
    return float(step)
