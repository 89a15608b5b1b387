"""The mean is not subtracted.

property: the mean squared distance from the mean prediction
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    return (predictions**2).sum(axis=2).mean(axis=0)
