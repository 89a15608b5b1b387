"""A random mask at test time.

property: vanilla dropout scales by keep_prob at test time
kind: idea
"""

import numpy as np


def dropout_inference(x):
    return x


def vanilla_inference(h, keep_prob):
    return h * (np.random.default_rng(1).random(h.shape) < keep_prob)
