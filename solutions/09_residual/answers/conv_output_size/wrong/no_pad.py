"""The border forgotten.

property: a border of zeros
kind: detail
"""

import numpy as np


def conv_output_size(size, kernel, stride, pad):
    return (size - kernel) // stride + 1
