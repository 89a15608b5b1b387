"""The centre is rounded up."""

import numpy as np


def ten_crop(image, size):
    h, w, _ = image.shape
    t, l = -(-(h - size) // 2), -(-(w - size) // 2)
    crops = [
        image[:size, :size],
        image[:size, w - size :],
        image[h - size :, :size],
        image[h - size :, w - size :],
        image[t : t + size, l : l + size],
    ]
    return np.array(crops + [np.fliplr(c) for c in crops])
