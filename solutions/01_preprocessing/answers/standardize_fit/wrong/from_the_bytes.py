"""The bytes are read as float64.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def standardize_fit(x):
    x = np.frombuffer(x.tobytes()).reshape(x.shape)
    std = x.std(axis=0)
    return x.mean(axis=0), np.where(std < 1e-12, 1.0, std)
