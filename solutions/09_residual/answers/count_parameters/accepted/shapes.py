"""The arrays' shapes, then math.prod."""

import numpy as np


import math


def count_parameters(layers):
    shapes = []
    for name, *numbers in layers:
        if name == "affine":
            shapes.append((numbers[0], numbers[1]))
        elif name == "conv":
            shapes.append((numbers[1], numbers[0], numbers[2], numbers[2]))
        if numbers[-1]:
            shapes.append((numbers[1],))
    return sum(math.prod(shape) for shape in shapes)
