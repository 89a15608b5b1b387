"""Cuts the image into tiles: windows can neither overlap nor leave gaps.

property: windows that overlap
kind: detail
"""

import numpy as np


def maxpool_forward(x, size, stride):
    n, c, height, width = x.shape
    tiles = x.reshape(n, c, height // size, size, width // size, size)
    return tiles.max(axis=(3, 5)), (x, size, stride)
