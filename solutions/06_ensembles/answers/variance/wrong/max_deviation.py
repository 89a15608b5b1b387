"""The largest deviation.

property: three members by hand
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    return ((predictions - predictions.mean(axis=0)) ** 2).sum(axis=2).max(axis=0)
