"""math instead of numpy, floats."""

import math

import numpy as np


def step_decay(step, lr, factor, every):
    return float(lr * math.pow(factor, math.floor(step / every)))


def exponential_decay(step, lr, rate):
    return lr / math.exp(rate * step)


def inverse_time_decay(step, lr, rate):
    return lr * (1.0 + rate * step) ** -1


def cosine_cycle(step, lr, period):
    return lr * math.cos(math.pi / 2 * math.fmod(step, period) / period) ** 2
