"""The ReLU is applied once more.

property: vanilla dropout scales by keep_prob at test time
kind: idea
"""

import numpy as np


def dropout_inference(x):
    return x


def vanilla_inference(h, keep_prob):
    return np.maximum(h, 0) * keep_prob
