"""Starts at the start and leaves out the last step.

property: n even steps up to the last
kind: idea
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return [(total - burn_in) * k // n + burn_in for k in range(n)]
