"""The bias is always counted.

property: a convolution
kind: idea
"""

import numpy as np


def count_parameters(layers):
    total = 0
    for layer in layers:
        if layer[0] == "conv":
            _, c_in, c_out, kernel, bias = layer
            total += c_in * c_out * kernel * kernel
            if True:
                total += c_out
        else:
            _, d, m, bias = layer
            total += d * m
            if bias:
                total += m
    return total
