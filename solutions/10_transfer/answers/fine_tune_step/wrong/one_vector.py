"""Returns one long vector.

property: a step against the gradient
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return np.concatenate([np.ravel(w - lrs[n] * grads[n]) for n, w in params.items()])
