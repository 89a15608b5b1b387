"""h // 2 - size with a whole size.

property: the centre
kind: detail
"""

import numpy as np


def ten_crop(image, size):
    h, w, _ = image.shape
    t, l = max(h // 2 - size, 0), max(w // 2 - size, 0)
    places = [(0, 0), (0, w - size), (h - size, 0), (h - size, w - size), (t, l)]
    crops = np.stack([image[t : t + size, l : l + size] for t, l in places])
    return np.concatenate([crops, crops[:, :, ::-1]])
