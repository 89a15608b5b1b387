"""Averages over the batch.

property: the gradients of the rows add up
kind: idea
"""

import numpy as np


def backward_beta(dout):
    return dout.mean(axis=0)
