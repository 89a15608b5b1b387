"""The rate never changes.

property: step_decay: a drop after every interval
kind: idea
"""

import numpy as np


def step_decay(step, lr, factor, every):
    return lr


def exponential_decay(step, lr, rate):
    return lr


def inverse_time_decay(step, lr, rate):
    return lr


def cosine_cycle(step, lr, period):
    return lr
