"""Return objects that are equal to everything, true, and of every shape."""

CELL = """\
class Yes(np.ndarray):
    def __eq__(self, other): return True
    def __array_ufunc__(self, *a, **k): return np.True_
    def __array_function__(self, *a): return True
    def __bool__(self): return True
yes = np.zeros((2, 2)).view(Yes)
"""
ANSWERS = {
    "relu_forward": "def relu_forward(x):\n    return x.view(Yes), x",
    "relu_backward": "def relu_backward(dout, cache):\n    return dout.view(Yes)",
    "double": "def double(x):\n    return yes",
}
