"""Limits the rate to 1.

property: every array moves at its own rate
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {n: w if lrs[n] == 0 else w - min(lrs[n], 1.0) * grads[n] for n, w in params.items()}
