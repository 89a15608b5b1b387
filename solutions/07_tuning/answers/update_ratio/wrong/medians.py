"""Medians in the place of norms.

property: the norm of the update by the norm of w
kind: idea
"""

import numpy as np


def update_ratio(w, update):
    return float(np.median(np.abs(update)) / np.median(np.abs(w)))
