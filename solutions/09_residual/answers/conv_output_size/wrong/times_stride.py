"""Multiplied by the stride.

property: longer steps
kind: detail
"""

import numpy as np


def conv_output_size(size, kernel, stride, pad):
    return (size + 2 * pad - kernel) * stride + 1
