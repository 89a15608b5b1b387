"""Metadata, sources, ids and outputs of the wrong type everywhere."""


def change(notebook):
    strange = [None, 5, "text", [], [[]], {"nbgrader": 5}, {"nbgrader": {"grade_id": ["a"]}}]
    for value in strange:
        for key in ("metadata", "source", "id", "outputs", "cell_type"):
            cell = {"cell_type": "code", "id": "s", "metadata": {}, "source": "", "outputs": []}
            notebook["cells"].append({**cell, key: value})
        notebook["cells"].append(value)
    notebook["metadata"]["course"] = {"release": {"<script>": [1]}}
