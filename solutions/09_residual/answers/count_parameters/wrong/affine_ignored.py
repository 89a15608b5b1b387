"""Affine layers are left out.

property: an affine layer
kind: idea
"""

import numpy as np


def count_parameters(layers):
    total = 0
    for layer in layers:
        if layer[0] == "conv":
            _, c_in, c_out, kernel, bias = layer
            total += c_in * c_out * kernel * kernel
            if bias:
                total += c_out
        else:
            _, d, m, bias = layer
            total += 0
            if bias:
                total += 0
    return total
