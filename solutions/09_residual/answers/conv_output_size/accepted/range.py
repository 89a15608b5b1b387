"""Counting the first cells of the places."""

import numpy as np


def conv_output_size(size, kernel, stride, pad):
    return len(range(-pad, size + pad - kernel + 1, stride))
