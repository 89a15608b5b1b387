"""A loop over rows and columns: right for two dimensions only.

property: vanilla dropout scales by keep_prob at test time
kind: idea
"""

import numpy as np


def dropout_inference(x):
    return x


def vanilla_inference(h, keep_prob):
    out = np.zeros(h.shape)
    n, d = h.shape
    for i in range(n):
        for j in range(d):
            out[i, j] = h[i, j] * keep_prob
    return out
