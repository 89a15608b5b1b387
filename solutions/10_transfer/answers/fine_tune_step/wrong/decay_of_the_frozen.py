"""Frozen arrays decay.

property: a rate of 0 leaves an array as it is, bit for bit
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {n: w - lrs[n] * grads[n] if lrs[n] else w * (1 - 1e-6) for n, w in params.items()}
