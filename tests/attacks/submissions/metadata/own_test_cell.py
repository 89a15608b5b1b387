"""Unlock the test cells in the metadata and write other tests into them."""

from attack_kit import cell_of


def change(notebook):
    for name, points in (("test_relu", 12.0), ("test_double", 10.0)):
        cell = cell_of(notebook, name)
        cell["source"] = f"{points}"
        cell["metadata"]["nbgrader"] |= {"locked": False, "solution": True, "points": 1000}
