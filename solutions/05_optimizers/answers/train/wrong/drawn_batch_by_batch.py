"""Draws each batch anew; an epoch repeats some examples.

property: no example comes twice in an epoch
kind: idea
"""


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    state, losses = None, []
    for _ in range(epochs):
        for start in range(0, len(x), batch_size):
            rows = rng.permutation(len(x))[:batch_size]
            loss, dw = loss_and_gradient(w, x[rows], labels[rows])
            w, state = rule(w, dw, state, lr)
            losses.append(loss)
    return w, losses
