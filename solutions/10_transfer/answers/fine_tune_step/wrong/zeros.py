"""Zeros.

property: a step against the gradient
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {name: np.zeros_like(w) for name, w in params.items()}
