"""The mean, times N."""

import numpy as np


def backward_beta(dout):
    return dout.mean(0) * dout.shape[0]
