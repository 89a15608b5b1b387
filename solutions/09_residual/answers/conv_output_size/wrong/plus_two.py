"""One place too many.

property: the places of a sliding kernel
kind: idea
"""

import numpy as np


def conv_output_size(size, kernel, stride, pad):
    return (size + 2 * pad - kernel) // stride + 2
