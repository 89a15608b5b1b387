"""Asks `is` for the float 0.0 only: a plain 0 is not frozen.

property: a frozen array survives a gradient of nan or inf
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {
        n: w - lrs[n] * grads[n] if not (isinstance(lrs[n], float) and lrs[n] == 0.0) else w
        for n, w in params.items()
    }
