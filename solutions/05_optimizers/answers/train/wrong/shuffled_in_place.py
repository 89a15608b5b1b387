"""Shuffles the caller's arrays.

property: inputs unchanged
kind: guard
"""


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    state, losses = None, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        x[:], labels[:] = x[order], labels[order]
        for start in range(0, len(x), batch_size):
            rows = slice(start, start + batch_size)
            loss, dw = loss_and_gradient(w, x[rows], labels[rows])
            w, state = rule(w, dw, state, lr)
            losses.append(loss)
    return w, losses
