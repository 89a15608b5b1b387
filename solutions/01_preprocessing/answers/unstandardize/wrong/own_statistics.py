"""Uses the mean and std of z.

property: a table worked by hand
kind: idea
"""

import numpy as np


def unstandardize(z, mean, std):
    return z * z.std(axis=0) + z.mean(axis=0)
