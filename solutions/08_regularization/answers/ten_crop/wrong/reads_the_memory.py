"""Takes an image for what lies in memory, without gaps.

property: read-only views with gaps
kind: guard
"""

import numpy as np


def ten_crop(image, size):
    h, w, _ = image.shape
    steps = (w * 3, 3, 1)
    image = np.lib.stride_tricks.as_strided(image, image.shape, steps)
    top, left = (h - size) // 2, (w - size) // 2
    corners = [(0, 0), (0, w - size), (h - size, 0), (h - size, w - size), (top, left)]
    crops = [image[i : i + size, j : j + size] for i, j in corners]
    return np.stack(crops + [crop[:, ::-1] for crop in crops])
