"""Uses the mean and std of the table at hand.

property: a table worked by hand
kind: idea
"""

import numpy as np


def standardize(x, mean, std):
    return (x - x.mean(axis=0)) / x.std(axis=0)
