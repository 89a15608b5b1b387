"""One example at a time; kernel flipped twice."""

import numpy as np


def conv_forward(x, w, b, stride=1, pad=0):
    outs = []
    for image in x:
        framed = np.pad(image, ((0, 0), (pad, pad), (pad, pad)))
        rows = range(0, framed.shape[1] - w.shape[2] + 1, stride)
        columns = range(0, framed.shape[2] - w.shape[3] + 1, stride)
        maps = [
            [
                [
                    (framed[:, r : r + w.shape[2], s : s + w.shape[3]] * one).sum() + bias
                    for s in columns
                ]
                for r in rows
            ]
            for one, bias in zip(w, b)
        ]
        outs.append(maps)
    return np.array(outs), (x, w, b, stride, pad)
