"""The stride is taken for 1 or 2.

property: longer steps
kind: detail
"""

import numpy as np


def conv_output_size(size, kernel, stride, pad):
    return (size + 2 * pad - kernel) // min(stride, 2) + 1
