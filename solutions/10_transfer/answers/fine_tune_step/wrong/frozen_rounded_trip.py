"""A frozen array goes to float32 and back.

property: a rate of 0 leaves an array as it is, bit for bit
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {
        n: w - lrs[n] * grads[n] if lrs[n] else w.astype(np.float32).astype(float)
        for n, w in params.items()
    }
