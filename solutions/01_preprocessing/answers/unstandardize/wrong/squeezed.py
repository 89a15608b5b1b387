"""Loses the batch axis of a single row.

property: a single row
kind: detail
"""

import numpy as np


def unstandardize(z, mean, std):
    return np.squeeze(z * std + mean)
