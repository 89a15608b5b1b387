"""The border is taken for one that keeps the size.

property: a border of zeros
kind: convention
"""

import numpy as np


def conv_output_size(size, kernel, stride, pad):
    return size // stride if pad else (size - kernel) // stride + 1
