"""A second cell with the grade_id of a test, behind the real one."""

import copy

from attack_kit import cell_of


def change(notebook):
    for name, points in (("test_relu", 12.0), ("test_double", 10.0)):
        cell = copy.deepcopy(cell_of(notebook, name))
        cell["id"] = f"{name}-2"
        cell["source"] = f"{points}"
        cell["metadata"]["nbgrader"]["locked"] = False
        notebook["cells"].append(cell)
