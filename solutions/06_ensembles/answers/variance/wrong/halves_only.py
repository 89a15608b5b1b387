"""The first member alone.

property: three members by hand
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    d = predictions[0] - predictions.mean(axis=0)
    return (d**2).sum(axis=1)
