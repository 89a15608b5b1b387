"""The slices move on by one example.

property: no example comes twice in an epoch
kind: idea
"""


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    state, losses = None, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(len(x)):
            rows = order[start : start + batch_size]
            loss, dw = loss_and_gradient(w, x[rows], labels[rows])
            w, state = rule(w, dw, state, lr)
            losses.append(loss)
    return w, losses
