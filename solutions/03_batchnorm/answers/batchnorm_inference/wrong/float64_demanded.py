"""Other numbers than those of float64 are refused.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    if x.dtype != np.float64:
        raise TypeError(f"x holds {x.dtype}")
    return gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta
