"""Takes small rates for 0.

property: any names, shapes and sizes
kind: detail
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {n: w if abs(lrs[n]) < 1e-3 else w - lrs[n] * grads[n] for n, w in params.items()}
