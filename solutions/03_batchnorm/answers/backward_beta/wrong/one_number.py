"""Sums everything.

property: the gradients of the rows add up
kind: idea
"""

import numpy as np


def backward_beta(dout):
    return dout.sum()
