"""A nan anywhere stops the whole step.

property: a frozen array survives a gradient of nan or inf
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    if not all(np.isfinite(g).all() for g in grads.values()):
        return params
    return {n: w if lrs[n] == 0 else w - lrs[n] * grads[n] for n, w in params.items()}
