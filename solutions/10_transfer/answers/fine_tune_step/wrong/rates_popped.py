"""Takes the rates out of the dictionary.

property: inputs unchanged
kind: guard
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    moved = {}
    for n, w in params.items():
        lr = lrs.pop(n)
        moved[n] = w if lr == 0 else w - lr * grads[n]
    return moved
