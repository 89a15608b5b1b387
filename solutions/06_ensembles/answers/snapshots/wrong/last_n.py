"""The last n steps.

property: n even steps up to the last
kind: idea
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return list(range(total - n + 1, total + 1))
