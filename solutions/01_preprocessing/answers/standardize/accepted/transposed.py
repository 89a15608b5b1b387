"""Columns as rows and back."""

import numpy as np


def standardize(x, mean, std):
    return ((x.T - mean[:, None]) / std[:, None]).T
