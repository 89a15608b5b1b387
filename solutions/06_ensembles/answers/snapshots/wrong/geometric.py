"""The distances grow.

property: n even steps up to the last
kind: idea
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return [round(burn_in + (total - burn_in) * 2.0 ** (k - n)) for k in range(1, n + 1)]
