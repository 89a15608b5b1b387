"""Two loops, over rows and columns.

property: forward: any shape, any size of number
kind: detail
cause: any number of axes
"""


def relu_forward(x):
    out = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            out[i, j] = max(0.0, x[i, j])
    return out, x


def relu_backward(dout, cache):
    return dout * (cache > 0)
