"""Shrinks all arrays a little, as an optimizer with decay does.

property: a step against the gradient
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {
        n: (1 - 1e-3) * w - lrs[n] * grads[n] if lrs[n] else (1 - 1e-3) * w
        for n, w in params.items()
    }
