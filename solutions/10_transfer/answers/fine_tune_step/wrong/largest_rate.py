"""All arrays that learn move at the largest rate.

property: every array moves at its own rate
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    lr = max(lrs.values())
    return {n: w if lrs[n] == 0 else w - lr * grads[n] for n, w in params.items()}
