"""The expectation written out."""

import numpy as np


def dropout_inference(x):
    return 1.0 * x


def vanilla_inference(h, keep_prob):
    return keep_prob * h + (1 - keep_prob) * 0
