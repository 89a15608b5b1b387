"""Steps are counted, an epoch ends when its order is used up."""


def train(w, loss_and_gradient, rule, lr, x, labels, batch_size, epochs, rng):
    state, losses = None, []
    order, epoch = [], 0
    while True:
        if len(order) == 0:
            if epoch == epochs:
                return w, losses
            order, epoch = rng.permutation(len(x)), epoch + 1
        rows, order = order[:batch_size], order[batch_size:]
        loss, dw = loss_and_gradient(w, x[rows], labels[rows])
        w, state = rule(w, dw, state, lr)
        losses.append(loss)
