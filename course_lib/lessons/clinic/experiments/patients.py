"""The patients of notebook 11: each is the program of the ward with one sick part, written here.

The names of the parts that a student repairs end in the letter of the patient.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np

# ruff: noqa: D103  what these functions should do is said in the notebook; what they do is the riddle


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
    top = logits.max(axis=1, keepdims=True)
    e = np.exp(logits - top)
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


def relu_gradient_g(dout, z):
    return dout


def at_test_h(h, rng):
    kept = rng.random(h.shape) < 0.5
    return h * kept / 0.5


def schedule_i(step, total):
    epoch_end = total // 12
    return np.cos(0.5 * np.pi * min(step / epoch_end, 1.0))


def decay_j(w, strength):
    return strength * w * len(w)


def start_k(fan_in, fan_out, rng):
    scale = np.sqrt(2 / fan_in)
    w = scale * rng.standard_normal((fan_in, fan_out))
    b = np.full(fan_out, -10.0)
    return w, b


def loss_l(logits, labels):
    rows = np.arange(len(labels))
    top = logits.max(axis=1, keepdims=True)
    e = np.exp(logits - top)
    probs = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(probs[rows, labels]).sum()
    probs[rows, labels] -= 1
    return loss, probs


def last_start(fan_in, fan_out, rng):
    w = rng.standard_normal((fan_in, fan_out)) * np.sqrt(fan_in / 2)
    b = np.zeros(fan_out)
    return w, b


def last_shuffle(x, labels, rng):
    order = rng.permutation(len(x))
    back = np.argsort(order)
    return x[order], labels[back]


def last_settings():
    rate = 0.001
    decay = 0.3
    return rate, decay
