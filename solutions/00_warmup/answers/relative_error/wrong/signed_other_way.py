"""The difference b - a without its absolute value.

property: cases by hand
kind: idea
"""

import numpy as np


def relative_error(a, b):
    return np.max((b - a) / np.maximum(1e-8, np.abs(a) + np.abs(b)))
