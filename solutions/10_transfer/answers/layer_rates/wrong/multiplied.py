"""The rates grow by decay for each layer below.

property: the last layer at lr, each one below slower
cause: multiplied by decay
kind: idea
"""


def layer_rates(n_layers, lr, decay):
    return [lr * decay ** (n_layers - 1 - i) for i in range(n_layers)]
