"""A rate of 0 is replaced by a small one.

property: a rate of 0 leaves an array as it is, bit for bit
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {n: w - max(lrs[n], 1e-8) * grads[n] for n, w in params.items()}
