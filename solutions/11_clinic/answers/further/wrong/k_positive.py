"""Biases of 1.

property: K: units are awake at the start
kind: idea
"""

import numpy as np


def relu_gradient_g(dout, z):
    return dout * (z > 0)


def at_test_h(h, rng):
    return h


def schedule_i(step, total):
    return np.cos(0.5 * np.pi * step / total)


def decay_j(w, strength):
    return strength * w


def start_k(fan_in, fan_out, rng):
    w = rng.standard_normal((fan_in, fan_out)) * np.sqrt(2 / fan_in)
    return w, np.ones(fan_out)


def loss_l(logits, labels):
    rows = np.arange(len(labels))
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(probs[rows, labels]).mean()
    probs[rows, labels] -= 1
    return loss, probs / len(labels)
