"""np.arange times the gap."""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return np.round(burn_in + np.arange(1, n + 1) * ((total - burn_in) / n))
