"""Scaled by the root of keep_prob.

property: vanilla dropout scales by keep_prob at test time
kind: idea
"""

import numpy as np


def dropout_inference(x):
    return x


def vanilla_inference(h, keep_prob):
    return h * np.sqrt(keep_prob)
