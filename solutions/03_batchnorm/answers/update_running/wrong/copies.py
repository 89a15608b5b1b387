"""Returns copies of the running statistics.

property: the running mean keeps `momentum` of the old value
kind: two
"""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.9):
    mean = running_mean.copy()
    var = running_var.copy()
    return mean, var
