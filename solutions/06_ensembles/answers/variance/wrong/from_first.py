"""Deviations from the first member.

property: the mean squared distance from the mean prediction
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    d = predictions - predictions[0]
    return (d**2).sum(axis=2).mean(axis=0)
