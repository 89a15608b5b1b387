"""A mask of 0 and 1 is multiplied in.

property: a frozen array survives a gradient of nan or inf
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {n: w - lrs[n] * grads[n] * (lrs[n] != 0) for n, w in params.items()}
