"""Cleans nan and inf out of the gradients of frozen arrays only."""

import numpy as np


def fine_tune_step(params, grads, lrs):
    new = {}
    for name, w in params.items():
        g = np.nan_to_num(grads[name], posinf=0, neginf=0) if lrs[name] == 0 else grads[name]
        new[name] = w - lrs[name] * g
    return new
