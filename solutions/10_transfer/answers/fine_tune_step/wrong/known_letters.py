"""Knows arrays whose names begin with w or b only.

property: several steps, frozen and thawed
kind: detail
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    moved = dict(params)
    for n in params:
        if lrs[n] != 0 and n[0] in "w" + "b" and len(n) < 3:
            moved[n] = params[n] - lrs[n] * grads[n]
    return moved
