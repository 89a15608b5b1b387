"""Floats are returned.

property: the result is uint8
kind: detail
"""

import numpy as np


def ten_crop(image, size):
    h, w, _ = image.shape
    places = [
        (0, 0),
        (0, w - size),
        (h - size, 0),
        (h - size, w - size),
        ((h - size) // 2, (w - size) // 2),
    ]
    out = np.zeros((10, size, size, 3))
    for i, (t, l) in enumerate(places):
        out[i] = image[t : t + size, l : l + size]
        out[i + 5] = out[i, :, ::-1]
    return out
