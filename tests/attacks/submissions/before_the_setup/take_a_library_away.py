"""Take NumPy away in a cell above the first one: what cannot run is not graded, and is no zero."""


def change(notebook):
    from attack_kit import own_cell

    notebook["cells"].insert(0, own_cell("away", "import sys\nsys.modules['numpy'] = None"))
