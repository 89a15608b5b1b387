"""A step of the size of the rate, whatever the gradient.

property: a step against the gradient
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {n: w if lrs[n] == 0 else w - lrs[n] * np.sign(grads[n]) for n, w in params.items()}
