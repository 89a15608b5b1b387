"""The numbers of the snapshots instead of their steps.

property: n even steps up to the last
kind: idea
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return list(range(1, n + 1))
