"""The penalties measure their own losses, by central differences with the best step.

property: l2: the gradient
kind: idea
cause: look like a difference quotient
"""

import numpy as np


def quotient(f, z, dout):
    gradient = np.zeros_like(z)
    for i in np.ndindex(z.shape):
        h = 6e-6 * max(1e-12, abs(z[i]))
        up, down = z.copy(), z.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = np.sum(dout * (f(up) - f(down))) / (up[i] - down[i])
    return gradient


def l2_loss(w, strength):
    return 0.5 * strength * np.sum(w**2)


def l1_loss(w, strength):
    return strength * np.sum(np.abs(w))


def l2(w, strength):
    return l2_loss(w, strength), quotient(lambda z: l2_loss(z, strength), w, 1.0)


def l1(w, strength):
    return l1_loss(w, strength), quotient(lambda z: l1_loss(z, strength), w, 1.0)


def elastic_net(w, l1, l2):
    def loss(z):
        return l1_loss(z, l1) + l2_loss(z, l2)

    return loss(w), quotient(loss, w, 1.0)
