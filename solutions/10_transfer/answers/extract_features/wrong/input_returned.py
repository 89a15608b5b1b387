"""Returns the inputs.

property: depth 1: one affine layer, then ReLU
kind: idea
"""

import numpy as np


def extract_features(x, params, depth):
    return x
