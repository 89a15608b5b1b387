"""Returns var.

property: dvar is the numerical gradient at var
kind: idea
"""

import numpy as np


def backward_var(dx_hat, x, mean, var, eps):
    return var
