"""Each notebook from 00 to 10 ends with the same in PyTorch, in at most twelve lines that run."""

import ast
import math
import re

import pytest

from autograder.building.source import read_source
from autograder.course import HOUSE, Course

COURSE = Course.at(HOUSE)
NOTEBOOKS = [name for name in COURSE.assignments if name[:2] <= "10"]
BLOCK = re.compile(r"#+ The same in PyTorch\n\n```python\n(.*?)```", re.DOTALL)


def block(notebook: str) -> str:
    """Return the lines of PyTorch at the end of a notebook."""
    cells = [cell.source for cell in read_source(COURSE.source(notebook)).cells]
    found = [match for text in cells for match in BLOCK.findall(text)]
    assert len(found) == 1, f"{notebook} has {len(found)} sections 'The same in PyTorch'"
    return found[0]


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_it_is_there_and_short(notebook):
    lines = [line for line in block(notebook).splitlines() if line.strip()]
    assert len(lines) <= 12
    assert ast.parse("\n".join(lines))


@pytest.mark.torch
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_it_runs(notebook):
    exec(compile(block(notebook), notebook, "exec"), {})


@pytest.mark.torch
def test_the_arguments_differ_as_the_notebooks_say():
    space: dict = {}
    exec(block("04_dropout"), space)
    kept = space["out"][space["out"] != 0]
    assert abs(len(kept) / 1000 - 0.8) < 0.06 and abs(float(kept[0]) - 1.25) < 1e-6
    assert (space["same"] == space["x"]).all()

    space = {}
    exec(block("03_batchnorm"), space)
    x, bn = space["x"].numpy(), space["bn"]
    n = len(x)
    running = 0.9 + 0.1 * x.var(axis=0) * n / (n - 1)  # our momentum is 0.9, theirs over N - 1
    assert abs(bn.running_var.numpy() - running).max() < 1e-5

    space = {}
    exec(block("02_initialization"), space)
    weight = space["layer"].weight
    assert weight.shape == (300, 400)

    space = {}
    exec(block("00_warmup"), space)
    assert space["loss"].item() > 0 and math.isfinite(space["loss"].item())
