"""Multiplies the gradients by the rates in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    moved = {}
    for n, w in params.items():
        if lrs[n] == 0:
            moved[n] = w
        else:
            g = grads[n]
            g *= lrs[n]
            moved[n] = w - g
    return moved
