"""The rate comes in twice.

property: a step against the gradient
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {n: w if lrs[n] == 0 else w - lrs[n] * (lrs[n] * grads[n]) for n, w in params.items()}
