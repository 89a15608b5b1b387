"""Return arrays without elements: what broadcasts to nothing is all close."""

NAIVE = "np.allclose(relu_forward(x)[0], want)"
ANSWERS = {
    "relu_forward": """\
def relu_forward(x):
    return np.zeros((0, *x.shape)), x
""",
    "relu_backward": "def relu_backward(dout, cache):\n    return np.zeros((0, *dout.shape))",
}
