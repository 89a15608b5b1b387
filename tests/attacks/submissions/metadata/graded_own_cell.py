"""Own cells that claim to be graded, worth a thousand points."""

from attack_kit import own_cell


def change(notebook):
    for name in ("bonus", "explain_step", "setup"):
        cell = own_cell(f"own-{name}", "1000.0")
        cell["metadata"]["nbgrader"] = {
            "grade": True,
            "grade_id": name,
            "locked": False,
            "points": 1000,
            "schema_version": 3,
            "solution": False,
        }
        notebook["cells"].append(cell)
