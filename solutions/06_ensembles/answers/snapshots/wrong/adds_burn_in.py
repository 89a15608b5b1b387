"""Ends burn_in steps too late.

property: none before the burn-in has ended
kind: convention
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return [burn_in + total * k // n for k in range(1, n + 1)]
