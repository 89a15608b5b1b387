"""The backward pass measures its own forward pass, by central differences with the best step.

property: dbeta is the numerical gradient
kind: idea
cause: look like a difference quotient
"""

import numpy as np


def quotient(f, z, dout):
    gradient = np.zeros_like(z)
    for i in np.ndindex(z.shape):
        h = 6e-6 * max(1.0, abs(z[i]))
        up, down = z.copy(), z.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = np.sum(dout * (f(up) - f(down))) / (up[i] - down[i])
    return gradient


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(axis=0)
    out = gamma * centred / np.sqrt((centred**2).mean(axis=0) + eps) + beta
    return out, (x, gamma, beta, eps)


def batchnorm_backward(dout, cache):
    x, gamma, beta, eps = cache
    dx = quotient(lambda z: batchnorm_forward(z, gamma, beta, eps)[0], x, dout)
    dgamma = quotient(lambda z: batchnorm_forward(x, z, beta, eps)[0], gamma, dout)
    dbeta = quotient(lambda z: batchnorm_forward(x, gamma, z, eps)[0], beta, dout)
    return dx, dgamma, dbeta
