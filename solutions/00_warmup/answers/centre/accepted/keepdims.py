"""The means kept as a row."""

import numpy as np


def centre(x):
    return x - np.mean(x, axis=0, keepdims=True)
