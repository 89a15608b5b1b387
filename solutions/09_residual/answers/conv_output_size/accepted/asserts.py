"""Refuses sizes that the steps do not divide."""

import numpy as np


def conv_output_size(size, kernel, stride, pad):
    assert (size + 2 * pad - kernel) % stride == 0
    return (size + 2 * pad - kernel) // stride + 1
