"""One mean over all entries.

property: the running mean keeps `momentum` of the old value
kind: idea
"""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.9):
    mean = momentum * running_mean + (1 - momentum) * x.mean()
    var = momentum * running_var + (1 - momentum) * x.var()
    return mean, var
