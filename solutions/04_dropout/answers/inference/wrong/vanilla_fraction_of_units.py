"""The first share of the units is used.

property: vanilla dropout scales by keep_prob at test time
kind: idea
"""

import numpy as np


def dropout_inference(x):
    return x


def vanilla_inference(h, keep_prob):
    out = np.zeros(h.shape)
    n = int(keep_prob * h.shape[-1])
    out[..., :n] = h[..., :n]
    return out
