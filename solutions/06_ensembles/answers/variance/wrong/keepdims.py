"""An axis of length 1 is left.

property: the mean squared distance from the mean prediction
kind: convention
"""

import numpy as np


def ensemble_variance(predictions):
    return predictions.var(axis=0).sum(axis=-1, keepdims=True)
