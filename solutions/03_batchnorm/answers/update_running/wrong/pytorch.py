"""PyTorch's convention, its default of 0.1 and its N - 1.

property: the running mean keeps `momentum` of the old value
kind: two
"""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.1):
    mean = (1 - momentum) * running_mean + momentum * x.mean(axis=0)
    var = (1 - momentum) * running_var + momentum * x.var(axis=0, ddof=1)
    return mean, var
