"""Doubles the kernel where it should square it.

property: a convolution
kind: idea
"""

import numpy as np


def count_parameters(layers):
    total = 0
    for layer in layers:
        area = 2 * layer[3] if layer[0] == "conv" else 1
        total += layer[1] * layer[2] * area + layer[2] * layer[-1]
    return total
