"""The variance over the examples.

property: the mean squared distance from the mean prediction
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    return predictions.var(axis=1).sum(axis=1)
