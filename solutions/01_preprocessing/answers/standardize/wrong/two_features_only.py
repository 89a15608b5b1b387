"""Handles the first two columns only.

property: new rows are measured with the given mean and std
kind: idea
"""

import numpy as np


def standardize(x, mean, std):
    z = x.copy()
    z[:, 0] = (x[:, 0] - mean[0]) / std[0]
    z[:, 1] = (x[:, 1] - mean[1]) / std[1]
    return z
