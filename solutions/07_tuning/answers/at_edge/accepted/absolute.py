"""Absolute differences, a NumPy bool."""

import numpy as np


def at_edge(best, low, high, decades):
    d = np.abs(np.log10(best) - np.log10(np.array([low, high])))
    return d.min() <= decades
