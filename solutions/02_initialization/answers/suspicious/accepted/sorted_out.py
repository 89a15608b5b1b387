"""Where the difference exceeds what is allowed, in two steps."""

import numpy as np


def suspicious(printed, runs, unit):
    centre = np.mean(runs, axis=0)
    squares = ((runs - centre) ** 2).sum(axis=0) / (runs.shape[0] - 1)
    excess = np.abs(centre - printed) - unit / 2
    return excess > 4 * np.sqrt(squares)
