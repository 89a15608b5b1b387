"""Mean squared distance of pairs: twice the variance.

property: the mean squared distance from the mean prediction
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    d = predictions[:, None] - predictions[None]
    return (d**2).sum(axis=-1).mean(axis=(0, 1))
