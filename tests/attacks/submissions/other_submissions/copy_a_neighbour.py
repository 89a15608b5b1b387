"""Run the answers of another student's submission."""

from attack_kit import FIND

CELL = (
    FIND
    + """
import json
def answers_of(name):
    for path in find("00_warmup.ipynb"):
        if "amy" in path.parts:
            for cell in json.loads(path.read_text())["cells"]:
                if cell["metadata"].get("nbgrader", {}).get("grade_id") == name:
                    exec("".join(cell["source"]), globals())
"""
)
ANSWERS = {
    name: f"def {name}(*a):\n    raise ValueError\nanswers_of({name!r})"
    for name in ("relu_forward", "relu_backward", "double")
}
