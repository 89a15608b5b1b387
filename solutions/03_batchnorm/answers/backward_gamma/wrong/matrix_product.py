"""A matrix product: (D, D).

property: each row counts with its x_hat
kind: idea
"""

import numpy as np


def backward_gamma(dout, x_hat):
    return dout.T @ x_hat
