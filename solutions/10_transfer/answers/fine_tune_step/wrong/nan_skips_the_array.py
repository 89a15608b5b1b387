"""Leaves an array alone when its gradient holds a nan.

property: a nan in an array that learns stays visible
kind: guard
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {
        n: w if lrs[n] == 0 or np.isnan(grads[n]).any() else w - lrs[n] * grads[n]
        for n, w in params.items()
    }
