"""The crop starts in the middle of the image.

property: the centre
kind: detail
"""

import numpy as np


def ten_crop(image, size):
    h, w, _ = image.shape
    t, l = min(h // 2, h - size), min(w // 2, w - size)
    places = [(0, 0), (0, w - size), (h - size, 0), (h - size, w - size), (t, l)]
    crops = np.stack([image[t : t + size, l : l + size] for t, l in places])
    return np.concatenate([crops, crops[:, :, ::-1]])
