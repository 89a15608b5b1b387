"""Adds the rows up inside dout.

property: inputs unchanged
kind: guard
"""

import numpy as np


def backward_beta(dout):
    for row in dout[1:]:
        dout[0] += row
    return dout[0].copy()
