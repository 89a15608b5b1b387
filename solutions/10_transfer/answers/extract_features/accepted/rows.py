"""Row by row."""

import numpy as np


def extract_features(x, params, depth):
    rows = []
    for row in x:
        for i in range(1, depth + 1):
            row = (row @ params[f"w{i}"] + params[f"b{i}"]).clip(min=0)
        rows.append(row)
    return np.array(rows)
