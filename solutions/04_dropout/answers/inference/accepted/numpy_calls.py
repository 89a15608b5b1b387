"""NumPy calls."""

import numpy as np


def dropout_inference(x):
    return np.array(x)


def vanilla_inference(h, keep_prob):
    return np.multiply(keep_prob, h)
