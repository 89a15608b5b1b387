"""The root.

property: the mean squared distance from the mean prediction
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    return np.sqrt(predictions.var(axis=0).sum(axis=1))
