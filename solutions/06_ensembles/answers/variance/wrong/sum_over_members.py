"""The sum over the members.

property: the mean squared distance from the mean prediction
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    d = predictions - predictions.mean(axis=0)
    return (d**2).sum(axis=(0, 2))
