"""Snapshots in the burn-in are left out, so fewer remain.

property: none before the burn-in has ended
kind: detail
"""

import numpy as np


def snapshot_steps(total, n, burn_in=0):
    return [s for s in (total * k // n for k in range(1, n + 1)) if s > burn_in]
