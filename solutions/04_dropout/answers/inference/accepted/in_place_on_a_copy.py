"""A copy is scaled in place."""

import numpy as np


def dropout_inference(x):
    return np.array(x)


def vanilla_inference(h, keep_prob):
    out = h.copy()
    out *= keep_prob
    return out
