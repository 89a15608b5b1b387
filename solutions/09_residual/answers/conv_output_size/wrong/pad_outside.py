"""The border added to the result.

property: longer steps
kind: detail
"""

import numpy as np


def conv_output_size(size, kernel, stride, pad):
    return (size - kernel) // stride + 1 + 2 * pad
