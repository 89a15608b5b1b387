"""Subtracts the mean from the caller's x.

property: inputs unchanged
kind: guard
"""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.9):
    mu = x.mean(axis=0)
    x -= mu
    mean = momentum * running_mean + (1 - momentum) * mu
    var = momentum * running_var + (1 - momentum) * (x**2).mean(axis=0)
    return mean, var
