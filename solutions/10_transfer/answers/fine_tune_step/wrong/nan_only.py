"""Protects against nan and forgets inf.

property: a frozen array survives a gradient of nan or inf
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {n: w - lrs[n] * np.where(np.isnan(grads[n]), 0, grads[n]) for n, w in params.items()}
