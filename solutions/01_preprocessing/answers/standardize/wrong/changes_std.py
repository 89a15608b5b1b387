"""Writes into std.

property: inputs unchanged
kind: guard
"""

import numpy as np


def standardize(x, mean, std):
    std += 1e-12
    return (x - mean) / std
