"""Adds the mean before multiplying.

property: a table worked by hand
kind: idea
"""

import numpy as np


def unstandardize(z, mean, std):
    return (z + mean) * std
