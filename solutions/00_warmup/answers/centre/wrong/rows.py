"""Each row loses its own mean.

property: each column has mean 0
kind: idea
"""

import numpy as np


def centre(x):
    return x - x.mean(axis=1, keepdims=True)
