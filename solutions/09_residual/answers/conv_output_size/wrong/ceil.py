"""Rounded up.

property: what is left over is not covered
kind: detail
"""

import numpy as np


def conv_output_size(size, kernel, stride, pad):
    return -(-(size + 2 * pad - kernel) // stride) + 1
