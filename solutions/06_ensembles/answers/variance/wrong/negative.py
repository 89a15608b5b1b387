"""The terms of the shift formula are swapped.

property: the mean squared distance from the mean prediction
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    return (predictions.mean(axis=0) ** 2 - (predictions**2).mean(axis=0)).sum(axis=-1)
