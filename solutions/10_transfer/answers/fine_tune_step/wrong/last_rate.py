"""The rate of the last array for all.

property: every array moves at its own rate
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    for name in lrs:
        lr = lrs[name]
    return {n: w if lrs[n] == 0 else w - lr * grads[n] for n, w in params.items()}
