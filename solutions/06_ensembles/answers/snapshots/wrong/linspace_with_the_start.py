"""n steps from the burn-in on, the start included.

property: n even steps up to the last
kind: idea
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return np.linspace(burn_in, total, n).round().astype(int)
