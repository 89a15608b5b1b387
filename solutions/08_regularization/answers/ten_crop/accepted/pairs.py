"""Each crop followed by its mirror image."""

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
    out = np.empty((10, size, size, 3), image.dtype)
    for i, (t, l) in enumerate(places):
        out[2 * i] = image[t : t + size, l : l + size]
        out[2 * i + 1] = out[2 * i, :, ::-1]
    return out
