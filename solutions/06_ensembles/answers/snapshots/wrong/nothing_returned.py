"""The result is not returned.

property: n even steps up to the last
kind: idea
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    np.linspace(burn_in, total, n + 1)[1:]
