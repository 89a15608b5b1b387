"""The table is read in the order in which it lies in memory.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def centre(x):
    x = x.ravel(order="K").reshape(x.shape)
    return x - x.mean(axis=0)
