"""The last of the sorted errors."""

import numpy as np


def relative_error(a, b):
    e = np.abs(a - b) / np.fmax(np.abs(a) + np.abs(b), 1e-8)
    return np.sort(e, axis=None)[-1]
