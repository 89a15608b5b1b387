"""Zeros.

property: the mean squared distance from the mean prediction
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    return np.zeros(predictions.shape[1])
