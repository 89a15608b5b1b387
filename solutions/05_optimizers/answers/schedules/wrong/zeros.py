"""Zeros.

property: step_decay: a drop after every interval
kind: idea
"""

import numpy as np


def step_decay(step, lr, factor, every):
    return 0.0


def exponential_decay(step, lr, rate):
    return 0.0


def inverse_time_decay(step, lr, rate):
    return 0.0


def cosine_cycle(step, lr, period):
    return 0.0
