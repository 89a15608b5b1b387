"""n + 1 snapshots.

property: n even steps up to the last
kind: idea
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return [burn_in + (total - burn_in) * k // n for k in range(n + 1)]
