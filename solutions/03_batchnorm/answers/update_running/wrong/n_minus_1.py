"""The running variance takes the batch's variance over N - 1.

property: the running variance keeps `momentum` of the old value
kind: convention
"""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.9):
    mean = momentum * running_mean + (1 - momentum) * x.mean(axis=0)
    var = momentum * running_var + (1 - momentum) * x.var(axis=0, ddof=1)
    return mean, var
