"""The list is emptied on the way.

property: inputs unchanged
kind: idea
"""

import numpy as np


def count_parameters(layers):
    total = 0
    while layers:
        layer = layers.pop()
        if layers:
            layers.pop()
        if layer[0] == "conv":
            _, c_in, c_out, kernel, bias = layer
            total += c_in * c_out * kernel * kernel
            if bias:
                total += c_out
        else:
            _, d, m, bias = layer
            total += d * m
            if bias:
                total += m
    return total
