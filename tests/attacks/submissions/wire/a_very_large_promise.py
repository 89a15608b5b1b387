"""Announce a reply of many gigabytes, and send it byte by byte."""

from wire_tools import TOOLS

CELL = TOOLS
ANSWERS = {
    "relu_forward": """\
def relu_forward(x):
    os.write(fd, struct.pack("<4sIQ", b"gnn1", 1 << 31, 1 << 40))
    while True:
        os.write(fd, b" ")
""",
    "double": """\
def double(x):
    os.write(fd, struct.pack("<4sIQ", b"gnn1", 4 << 20, 60 << 20))
    while True:
        time.sleep(0.01)
        os.write(fd, b"[")
""",
}
