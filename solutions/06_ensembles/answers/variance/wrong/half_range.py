"""Half the range, squared.

property: three members by hand
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    return ((predictions.max(axis=0) - predictions.min(axis=0)) ** 2 / 4).sum(axis=1)
