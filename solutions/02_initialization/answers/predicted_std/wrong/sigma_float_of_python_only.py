"""A sigma that is no `float` of Python is taken for 1.

property: numbers of NumPy
kind: guard
"""

import numpy as np


def predicted_std(fan_in, sigma_w, depth, activation):
    sigma = sigma_w if isinstance(sigma_w, float) else 1.0
    factor = fan_in * sigma**2
    half = 0.5 if activation == "relu" else 1.0
    return np.sqrt(factor * (factor * half) ** np.arange(depth))
