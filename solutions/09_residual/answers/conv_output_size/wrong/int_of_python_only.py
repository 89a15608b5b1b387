"""A padding that is no `int` of Python is taken for none.

property: numbers of NumPy
kind: guard
"""

import numpy as np


def conv_output_size(size, kernel, stride, pad):
    if not isinstance(pad, int):
        pad = 0
    return (size + 2 * pad - kernel) // stride + 1
