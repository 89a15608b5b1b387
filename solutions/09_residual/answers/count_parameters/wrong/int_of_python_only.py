"""Only an `int` of Python counts as a size.

property: numbers of NumPy
kind: guard
"""

import numpy as np


def count_parameters(layers):
    total = 0
    for kind, *sizes, bias in layers:
        if not all(isinstance(size, int) for size in sizes):
            continue
        inputs, outputs = sizes[0], sizes[1]
        if kind == "conv":
            inputs *= sizes[2] ** 2
        total += inputs * outputs + bool(bias) * outputs
    return total
