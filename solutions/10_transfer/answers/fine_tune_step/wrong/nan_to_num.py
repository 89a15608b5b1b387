"""Replaces nan in every gradient.

property: a nan in an array that learns stays visible
kind: guard
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {
        n: w if lrs[n] == 0 else w - lrs[n] * np.nan_to_num(grads[n]) for n, w in params.items()
    }
