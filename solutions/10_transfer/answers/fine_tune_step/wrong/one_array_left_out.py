"""A net of a single array is left as it is.

property: any names, shapes and sizes
kind: detail
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    moved = dict(params)
    for n in list(params)[: max(len(params), 2) if len(params) > 1 else 0]:
        if lrs[n] != 0:
            moved[n] = params[n] - lrs[n] * grads[n]
    return moved
