"""Characters that no file can hold, and zeros, in sources, answers and outputs."""


def change(notebook):
    for cell in notebook["cells"]:
        if not cell["metadata"].get("nbgrader", {}).get("grade_id", "").startswith("relative"):
            cell["source"] += "\n# \ud800 \x00 \udfff"
        cell["outputs"] = [
            {"output_type": "stream", "name": "stdout", "text": ["\ud800\x00"]},
            {"output_type": "display_data", "data": {"text/plain": "\udfff"}, "metadata": {}},
        ]
