"""Run the instructor's solutions, read from the source folder or anywhere on the disk."""

from attack_kit import FIND

CELL = (
    FIND
    + """
import json
def solutions(name):
    for path in find("00_warmup.ipynb"):
        if "source" in path.parts or "solutions" in path.parts:
            for cell in json.loads(path.read_text())["cells"]:
                if cell["metadata"].get("nbgrader", {}).get("grade_id") == name:
                    exec("".join(cell["source"]), globals())
"""
)
ANSWERS = {
    "relu_forward": "def relu_forward(x):\n    raise ValueError\nsolutions('relu_forward')",
    "relu_backward": "def relu_backward(dout, cache):\n    raise ValueError\nsolutions('relu_backward')",
    "double": "def double(x):\n    raise ValueError\nsolutions('double')",
}
