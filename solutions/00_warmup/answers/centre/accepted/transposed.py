"""Transpose, subtract a column, transpose back."""

import numpy as np


def centre(x):
    return (x.T - x.T.mean(axis=1)[:, None]).T
