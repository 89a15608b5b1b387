"""A tuple of NumPy integers."""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return tuple(np.rint(np.linspace(total, burn_in, n, endpoint=False)[::-1]).astype(np.int64))
