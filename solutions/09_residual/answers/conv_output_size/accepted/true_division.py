"""A true division, then int()."""

import numpy as np


def conv_output_size(size, kernel, stride, pad):
    return int((size + 2 * pad - kernel) / stride) + 1
