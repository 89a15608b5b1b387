"""An exception whose text, name and arguments take for ever to be written."""

ANSWERS = {
    "relu_forward": """\
class Slow(Exception):
    def __str__(self):
        while True:
            pass
    __repr__ = __str__
def relu_forward(x):
    raise Slow()
""",
    "double": "def double(x):\n    raise KeyError('x' * 50_000_000)",
}
