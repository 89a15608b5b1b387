"""All arrays move at the first rate.

property: every array moves at its own rate
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    lr = next(iter(lrs.values()))
    return {n: w if lrs[n] == 0 else w - lr * grads[n] for n, w in params.items()}
