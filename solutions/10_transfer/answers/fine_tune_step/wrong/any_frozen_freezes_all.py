"""One frozen array freezes all.

property: a rate of 0 leaves an array as it is, bit for bit
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    if any(lr == 0 for lr in lrs.values()):
        return params
    return {n: w - lrs[n] * grads[n] for n, w in params.items()}
