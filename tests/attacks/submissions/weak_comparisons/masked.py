"""Return masked arrays: what is masked is not compared."""

NAIVE = "np.ma.allclose(relu_forward(x)[0], want)"
ANSWERS = {
    "relu_forward": """\
def relu_forward(x):
    return np.ma.array(np.zeros_like(x), mask=True), x
""",
    "relu_backward": """\
def relu_backward(dout, cache):
    return np.ma.array(np.zeros_like(dout), mask=True)
""",
}
