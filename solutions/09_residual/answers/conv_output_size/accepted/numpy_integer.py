"""A NumPy integer."""

import numpy as np


def conv_output_size(size, kernel, stride, pad):
    return np.floor_divide(size + 2 * pad - kernel, stride) + np.int64(1)
