"""Pairs the values of the dictionaries by place.

property: arrays are matched by name, not by place
kind: detail
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    moved = {}
    for name, g, lr in zip(params, grads.values(), lrs.values()):
        moved[name] = params[name] if lr == 0 else params[name] - lr * g
    return moved
