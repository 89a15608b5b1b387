"""The statistics of the last batch replace the running ones.

property: the running mean keeps `momentum` of the old value
kind: two
"""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.9):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    return mean, var
