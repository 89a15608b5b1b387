"""Drops at test time.

property: inverted dropout leaves test time alone
kind: idea
"""

import numpy as np


def dropout_inference(x):
    return x * (np.random.default_rng(0).random(x.shape) < 0.5) / 0.5


def vanilla_inference(h, keep_prob):
    return h * keep_prob
