"""The +1 inside the division.

property: longer steps
kind: detail
"""

import numpy as np


def conv_output_size(size, kernel, stride, pad):
    return (size + 2 * pad - kernel + 1) // stride
