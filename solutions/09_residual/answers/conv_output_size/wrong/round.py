"""Rounded to the nearest.

property: what is left over is not covered
kind: detail
"""

import numpy as np


def conv_output_size(size, kernel, stride, pad):
    return int((size + 2 * pad - kernel) / stride + 0.5) + 1
