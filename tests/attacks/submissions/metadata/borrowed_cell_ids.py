"""Own cells under the ids of the instructor's cells."""

from attack_kit import own_cell


def change(notebook):
    ids = [cell["id"] for cell in notebook["cells"]]
    notebook["cells"] += [own_cell(name, "12.0") for name in [*ids, "", "../../x", "own-setup-0"]]
