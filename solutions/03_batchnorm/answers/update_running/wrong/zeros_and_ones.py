"""Returns the start values 0 and 1.

property: the running mean keeps `momentum` of the old value
kind: idea
"""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.9):
    mean = np.zeros_like(running_mean)
    var = np.ones_like(running_var)
    return mean, var
