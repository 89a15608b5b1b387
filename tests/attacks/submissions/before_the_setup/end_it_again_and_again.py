"""End the process in the first cell of all."""


def change(notebook):
    from attack_kit import own_cell

    notebook["cells"].insert(0, own_cell("end", "import os\nos._exit(0)"))
