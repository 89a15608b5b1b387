"""Returns the arrays that learned only.

property: a rate of 0 leaves an array as it is, bit for bit
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {n: w - lrs[n] * grads[n] for n, w in params.items() if lrs[n] != 0}
