"""The running variance is the last batch's.

property: the running variance keeps `momentum` of the old value
kind: idea
"""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.9):
    mean = momentum * running_mean + (1 - momentum) * x.mean(axis=0)
    var = x.var(axis=0)
    return mean, var
