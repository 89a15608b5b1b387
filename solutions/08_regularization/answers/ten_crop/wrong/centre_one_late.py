"""The centre one pixel too far.

property: the centre
kind: detail
"""

import numpy as np


def ten_crop(image, size):
    h, w, _ = image.shape
    t, l = min((h - size) // 2 + 1, h - size), min((w - size) // 2 + 1, w - size)
    places = [(0, 0), (0, w - size), (h - size, 0), (h - size, w - size), (t, l)]
    crops = np.stack([image[t : t + size, l : l + size] for t, l in places])
    return np.concatenate([crops, crops[:, :, ::-1]])
