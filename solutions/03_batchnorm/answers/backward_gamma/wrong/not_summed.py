"""Forgets the sum.

property: each row counts with its x_hat
kind: idea
"""

import numpy as np


def backward_gamma(dout, x_hat):
    return dout * x_hat
