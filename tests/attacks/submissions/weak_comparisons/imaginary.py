"""Return complex numbers with the right real part, made of a wrong one."""

NAIVE = "np.allclose(np.real(relu_forward(x)[0]), want)"
ANSWERS = {
    "relu_forward": """\
def relu_forward(x):
    return np.maximum(x, 0) + 1j, x
""",
    "relu_backward": "def relu_backward(dout, cache):\n    return dout * (cache > 0) + 1j",
}
