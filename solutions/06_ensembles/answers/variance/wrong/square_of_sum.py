"""The square of the sum of the deviations.

property: the mean squared distance from the mean prediction
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    d = predictions - predictions.mean(axis=0)
    return (d.sum(axis=2) ** 2).mean(axis=0)
