"""Whole numbers as floats."""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return np.rint(np.linspace(burn_in, total, n, endpoint=False) + (total - burn_in) / n)
