"""The largest entry of each column.

property: the gradients of the rows add up
kind: idea
"""

import numpy as np


def backward_beta(dout):
    return dout.max(axis=0)
