"""Zeros.

property: inverted dropout leaves test time alone
kind: two
"""

import numpy as np


def dropout_inference(x):
    return np.zeros_like(x)


def vanilla_inference(h, keep_prob):
    return np.zeros_like(h)
