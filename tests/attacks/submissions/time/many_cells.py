"""Twenty thousand cells, each of which takes a little time to run and to write down."""

from attack_kit import own_cell

POINTS = None


def change(notebook):
    notebook["cells"] += [own_cell(f"c{i}", f"x{i} = {i}\nprint({i})") for i in range(20_000)]
