"""Each epoch shuffles copies of both arrays and cuts them."""


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    state, losses = None, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        x_epoch, labels_epoch = x[order], labels[order]
        for k in range(-(-len(x) // batch_size)):
            part = slice(k * batch_size, (k + 1) * batch_size)
            loss, dw = loss_and_gradient(w, x_epoch[part], labels_epoch[part])
            w, state = rule(w, dw, state, lr)
            losses.append(loss)
    return w, losses
