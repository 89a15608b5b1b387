"""Divided by the squared norm of the mean.

property: the mean squared distance from the mean prediction
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    m = predictions.mean(axis=0)
    return ((predictions - m) ** 2).sum(axis=2).mean(axis=0) / (m**2).sum(axis=1)
