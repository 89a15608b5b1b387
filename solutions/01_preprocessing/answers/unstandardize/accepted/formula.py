"""The formula."""

import numpy as np


def unstandardize(z, mean, std):
    return z * std + mean
