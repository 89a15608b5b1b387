"""Send arrays of objects, of records, and of dtypes with hidden fields."""

from wire_tools import TOOLS

CELL = TOOLS
ANSWERS = {
    "relu_forward": """\
def relu_forward(x):
    send(["t", ["a", -1, "|O", list(x.shape), "C", True], 1], bytes(8 * x.size))
    os._exit(0)
""",
    "double": "def double(x):\n    return np.array([object()] * 4, dtype=object)",
}
