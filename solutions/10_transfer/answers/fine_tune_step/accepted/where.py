"""Chooses entry by entry with np.where."""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {
        name: np.where(lrs[name] == 0.0, w, w - lrs[name] * grads[name])
        for name, w in params.items()
    }
