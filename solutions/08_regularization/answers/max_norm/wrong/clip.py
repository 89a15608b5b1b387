"""Entries are clipped.

property: long columns get length c and keep their direction
kind: idea
"""

import numpy as np


def max_norm(w, c):
    return np.clip(w, -c, c)
