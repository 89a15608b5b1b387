"""Only the square of the mean is there.

property: the mean squared distance from the mean prediction
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    return (predictions.mean(axis=0) ** 2).sum(axis=-1)
