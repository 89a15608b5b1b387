"""Removes the mean of the rows first.

property: a table worked by hand
kind: idea
"""

import numpy as np


def unstandardize(z, mean, std):
    return (z - z.mean(axis=0)) * std + mean
