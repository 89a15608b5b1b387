"""Goes through rows; an array of four axes keeps its tail.

property: any names, shapes and sizes
kind: convention
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    moved = {}
    for n, w in params.items():
        moved[n] = w.copy()
        if lrs[n] != 0:
            if w.ndim > 2:
                moved[n][0] -= lrs[n] * grads[n][0]
            else:
                moved[n] -= lrs[n] * grads[n]
    return moved
