"""Five crops of the image and five of its mirror image."""

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
    flipped = image[:, ::-1]
    return np.stack([im[t : t + size, l : l + size] for im in (image, flipped) for t, l in places])
