"""Return float16, for which a tolerance is wide."""

NAIVE = "np.allclose(relu_forward(x)[0], want, rtol=0.2, atol=0.2)"
ANSWERS = {
    "relu_forward": """\
def relu_forward(x):
    return (np.maximum(x, 0) * 1.001).astype(np.float16), x
""",
    "relu_backward": "def relu_backward(dout, cache):\n    return (dout * (cache > 0) * 1.001).astype(np.float16)",
}
