"""Two dictionaries, merged: learning and frozen."""

import numpy as np


def fine_tune_step(params, grads, lrs):
    learning = {n: w - lrs[n] * grads[n] for n, w in params.items() if lrs[n]}
    frozen = {n: w for n, w in params.items() if not lrs[n]}
    return learning | frozen
