"""Turn the test cells into Markdown and raw cells."""


def change(notebook):
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade") and cell["cell_type"] == "code":
            cell["cell_type"] = "raw"
            del cell["outputs"], cell["execution_count"]
