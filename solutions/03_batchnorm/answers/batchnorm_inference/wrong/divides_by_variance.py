"""Divides by the running variance.

property: a batch of one is normalized with the running statistics
kind: idea
"""

import numpy as np


def batchnorm_inference(x, gamma, beta, running_mean, running_var, eps=1e-5):
    x_hat = (x - running_mean) / (running_var + eps)
    return gamma * x_hat + beta
