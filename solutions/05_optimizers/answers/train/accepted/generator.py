"""The batches come from a generator function."""


def batches(n, batch_size, epochs, rng):
    for _ in range(epochs):
        order = rng.permutation(n)
        yield from (order[i : i + batch_size] for i in range(0, n, batch_size))


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    state, losses = None, []
    for rows in batches(len(x), batch_size, epochs, rng):
        loss, dw = loss_and_gradient(w, x[rows], labels[rows])
        w, state = rule(w, dw, state, lr)
        losses.append(float(loss))
    return w, losses
