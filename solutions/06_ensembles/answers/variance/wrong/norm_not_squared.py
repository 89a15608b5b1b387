"""The distances are averaged, then squared.

property: three members by hand
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    d = np.linalg.norm(predictions - predictions.mean(axis=0), axis=2)
    return d.mean(axis=0) ** 2
