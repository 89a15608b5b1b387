"""None comes back.

property: step_decay: a drop after every interval
kind: idea
"""

import numpy as np


def step_decay(step, lr, factor, every):
    return None


def exponential_decay(step, lr, rate):
    return None


def inverse_time_decay(step, lr, rate):
    return None


def cosine_cycle(step, lr, period):
    return None
