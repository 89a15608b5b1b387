"""range stops before total.

property: n even steps up to the last
kind: idea
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    gap = (total - burn_in) // n
    return list(range(burn_in + gap, total, gap))
