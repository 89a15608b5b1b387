"""Solves the standardizing formula for x."""

import numpy as np


def unstandardize(z, mean, std):
    return (z + mean / std) * std
