"""The table is read as if its rows lay one after the other in memory.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def condition_number(x):
    n, d = x.shape
    x = np.lib.stride_tricks.as_strided(x, (n, d), (d * x.itemsize, x.itemsize))
    values = np.linalg.eigvalsh(x.T @ x / n)
    return values[-1] / values[0] if values[0] > 1e-13 * values[-1] else np.inf
