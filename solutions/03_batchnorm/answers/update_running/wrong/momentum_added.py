"""Adds momentum times the batch to the old value.

property: the running mean keeps `momentum` of the old value
kind: idea
"""

import numpy as np


def update_running(running_mean, running_var, x, momentum=0.9):
    mean = running_mean + momentum * x.mean(axis=0)
    var = running_var + momentum * x.var(axis=0)
    return mean, var
