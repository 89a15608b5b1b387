"""Medians.

property: three members by hand
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    d = predictions - np.median(predictions, axis=0)
    return np.median((d**2).sum(axis=2), axis=0)
