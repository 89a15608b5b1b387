"""Looks for the bias at place 3, where a convolution has its kernel.

property: a convolution
kind: idea
"""

import numpy as np


def count_parameters(layers):
    total = 0
    for layer in layers:
        area = layer[3] ** 2 if layer[0] == "conv" else 1
        total += layer[1] * layer[2] * area
        if layer[3] is True:
            total += layer[2]
    return total
