"""Handles the first two columns only.

property: back where it came from
kind: detail
"""

import numpy as np


def unstandardize(z, mean, std):
    x = z.copy()
    x[:, :2] = z[:, :2] * std[:2] + mean[:2]
    return x
