"""The step goes with the gradient.

property: E: old gradients fade, as in momentum with 0.9
kind: idea
"""

import numpy as np


def prepare_a(x_train, x_val, x_fresh):
    mean, std = x_train.mean(axis=0), x_train.std(axis=0)
    std = np.where(std == 0, 1, std)
    return (x_train - mean) / std, (x_val - mean) / std, (x_fresh - mean) / std


def start_b(fan_in, fan_out, rng):
    w = rng.standard_normal((fan_in, fan_out)) * np.sqrt(2 / fan_in)
    return w, np.zeros(fan_out)


def loss_c(logits, labels):
    rows = np.arange(len(labels))
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(probs[rows, labels]).mean()
    probs[rows, labels] -= 1
    return loss, probs / len(labels)


def shuffle_d(x, labels, rng):
    order = rng.permutation(len(x))
    return x[order], labels[order]


def update_e(w, dw, v, lr):
    v = 0.9 * v + dw
    return w + lr * v, v


def split_f(image, rng):
    images = rng.permutation(np.unique(image))
    training = np.isin(image, images[: 2 * len(images) // 3])
    return np.flatnonzero(training), np.flatnonzero(~training)
