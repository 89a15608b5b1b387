"""Rounded up."""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return np.ceil(burn_in + (total - burn_in) * np.arange(1, n + 1) / n - 1e-9).astype(int)
