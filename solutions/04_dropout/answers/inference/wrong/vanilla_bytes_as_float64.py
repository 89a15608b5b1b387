"""The bytes of h are taken for numbers of float64.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def dropout_inference(x):
    return x


def vanilla_inference(h, keep_prob):
    return keep_prob * np.frombuffer(h.tobytes(), dtype=np.float64).reshape(h.shape)
