"""Parameters in a dictionary, einsum, one example at a time."""

import numpy as np


def train_two_layer(x, labels, w1, b1, w2, b2, lr, steps):
    p = {"w1": w1, "b1": b1, "w2": w2, "b2": b2}
    losses = []
    for _ in range(steps):
        grads = {k: np.zeros_like(v) for k, v in p.items()}
        loss = 0.0
        for row, y in zip(x, labels):
            h = np.maximum(0, np.einsum("d,dh->h", row, p["w1"]) + p["b1"])
            s = np.einsum("h,hc->c", h, p["w2"]) + p["b2"]
            q = np.exp(s - s.max())
            q = q / q.sum()
            loss -= np.log(q[y]) / len(x)
            q[y] -= 1
            q /= len(x)
            back = np.einsum("c,hc->h", q, p["w2"]) * (h > 0)
            grads["w2"] += np.outer(h, q)
            grads["b2"] += q
            grads["w1"] += np.outer(row, back)
            grads["b1"] += back
        losses.append(loss)
        p = {k: v - lr * grads[k] for k, v in p.items()}
    return (p["w1"], p["b1"], p["w2"], p["b2"]), losses
