"""The border counted at one end.

property: a border of zeros
kind: detail
"""

import numpy as np


def conv_output_size(size, kernel, stride, pad):
    return (size + pad - kernel) // stride + 1
