"""Leaves the loop at the first frozen array.

property: a rate of 0 leaves an array as it is, bit for bit
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    moved = dict(params)
    for name, lr in lrs.items():
        if lr == 0:
            break
        moved[name] = params[name] - lr * grads[name]
    return moved
