"""Deviations from the mean of the outputs.

property: the mean squared distance from the mean prediction
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    d = predictions - predictions.mean(axis=2, keepdims=True)
    return (d**2).sum(axis=2).mean(axis=0)
