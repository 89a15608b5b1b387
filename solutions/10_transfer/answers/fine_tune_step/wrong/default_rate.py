"""`or` takes a rate of 0 for a missing one.

property: a rate of 0 leaves an array as it is, bit for bit
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {n: w - (lrs[n] or 0.1) * grads[n] for n, w in params.items()}
