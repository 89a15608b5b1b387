"""The old running mean stands in the formula of the variance.

property: the running variance keeps `momentum` of the old value
kind: idea
"""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.9):
    new_mean = momentum * running_mean + (1 - momentum) * x.mean(axis=0)
    new_var = momentum * running_mean + (1 - momentum) * x.var(axis=0)
    return new_mean, new_var
