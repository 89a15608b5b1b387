"""Expects the names w1, b1, w2, b2.

property: a step against the gradient
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    moved = dict(params)
    for n in ("w1", "b1", "w2", "b2"):
        if lrs[n] != 0:
            moved[n] = params[n] - lrs[n] * grads[n]
    return moved
