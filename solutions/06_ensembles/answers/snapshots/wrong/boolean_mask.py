"""A mark for every step.

property: n even steps up to the last
kind: idea
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    steps = [round(burn_in + (total - burn_in) * k / n) for k in range(1, n + 1)]
    return np.isin(np.arange(total + 1), steps)
