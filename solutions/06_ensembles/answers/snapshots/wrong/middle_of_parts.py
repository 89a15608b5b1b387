"""The middle of each part.

property: n even steps up to the last
kind: idea
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    gap = (total - burn_in) / n
    return [round(burn_in + gap * (k + 0.5)) for k in range(n)]
