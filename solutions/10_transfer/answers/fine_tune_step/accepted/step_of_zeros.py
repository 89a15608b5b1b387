"""The step of a frozen array is an array of zeros."""

import numpy as np


def fine_tune_step(params, grads, lrs):
    steps = {n: lrs[n] * grads[n] if lrs[n] else np.zeros_like(w) for n, w in params.items()}
    return {n: w - steps[n] for n, w in params.items()}
