"""x and labels have orders of their own.

property: x and labels are cut by the same rows
kind: idea
"""


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    state, losses = None, []
    for _ in range(epochs):
        order, other = rng.permutation(len(x)), rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            rows = order[start : start + batch_size]
            loss, dw = loss_and_gradient(w, x[rows], labels[other[start : start + batch_size]])
            w, state = rule(w, dw, state, lr)
            losses.append(loss)
    return w, losses
