"""A frozen array takes the step and then takes it back.

property: a rate of 0 leaves an array as it is, bit for bit
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    moved = {}
    for n, w in params.items():
        moved[n] = w - (lrs[n] or 1.0) * grads[n]
        if lrs[n] == 0:
            moved[n] = moved[n] + grads[n]
    return moved
