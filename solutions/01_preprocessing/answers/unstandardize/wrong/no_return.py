"""Forgets to return.

property: a table worked by hand
kind: idea
"""

import numpy as np


def unstandardize(z, mean, std):
    x = z * std + mean
