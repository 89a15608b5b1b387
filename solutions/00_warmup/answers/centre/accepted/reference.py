"""The mean over axis 0."""

import numpy as np


def centre(x):
    return x - x.mean(axis=0)
