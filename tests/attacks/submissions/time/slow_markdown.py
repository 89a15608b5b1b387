"""Markdown cells that take a renderer minutes: brackets, stars, quotes, tables, formulas."""

HARD = ("[" * 40_000, "*a **b " * 15_000, "> " * 9_000 + "x", "$" * 60_001, "`" * 40_001)
HARD += ("|a" * 3_000 + "\n" + "|-" * 3_000 + "\n" + "|b" * 3_000, "![" * 30_000, "<a " * 30_000)
HARD += ("\\(" * 30_000, "- " * 9_000 + "x", "[a](" * 30_000, "&" * 90_000, "_a" * 40_000)
HARD += ("<!--" * 20_000, "\\begin{a}" * 10_000, "1. " * 9_000)


def change(notebook):
    notebook["cells"] += [
        {"cell_type": "markdown", "id": f"m{i}", "metadata": {}, "source": text}
        for i, text in enumerate(HARD)
    ]
