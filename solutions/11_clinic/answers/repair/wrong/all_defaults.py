"""Six mistakes. All parts as they were handed out: nothing is repaired.

property: A: inputs of mean 0 and deviation 1
kind: two
"""

import numpy as np


def prepare_a(x_train, x_val, x_fresh):
    top = 255
    x_train = x_train / top
    x_val = x_val / top
    x_fresh = x_fresh / top
    return x_train, x_val, x_fresh


def start_b(fan_in, fan_out, rng):
    w = rng.standard_normal((fan_in, fan_out))
    b = np.zeros(fan_out)
    return w, b


def loss_c(logits, labels):
    rows = np.arange(len(labels))
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    e = np.exp(probs)
    again = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(again[rows, labels]).mean()
    again[rows, labels] -= 1
    dprobs = again / len(labels)
    dlogits = probs * (dprobs - (probs * dprobs).sum(axis=1, keepdims=True))
    return loss, dlogits


def shuffle_d(x, labels, rng):
    x = x[rng.permutation(len(x))]
    labels = labels[rng.permutation(len(labels))]
    return x, labels


def update_e(w, dw, v, lr):
    v = v + dw
    w = w - lr * v
    return w, v


def split_f(image, rng):
    rows = rng.permutation(len(image))
    cut = 2 * len(rows) // 3
    return rows[:cut], rows[cut:]
