"""x * scale + shift."""

import numpy as np


def standardize(x, mean, std):
    scale = 1 / std
    shift = -mean / std
    return x * scale + shift
