"""HTML and JavaScript in the outputs that a demonstration had when it was handed in."""


def change(notebook):
    script = "<script>alert(1)</script>"
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [
                {
                    "output_type": "display_data",
                    "metadata": {"image/png": {"alt": f'">{script}'}, "filenames": {"x": script}},
                    "data": {
                        "text/html": script,
                        "application/javascript": "alert(1)",
                        "image/svg+xml": f"<svg>{script}</svg>",
                        "image/png": f'">{script}',
                        "text/plain": [script, 5],
                    },
                },
                {"output_type": "stream", "name": "stdout", "text": [script]},
                {"output_type": "error", "ename": script, "evalue": script, "traceback": [script]},
                {"output_type": "stream", "name": "stdout", "text": {"a": script}},
                "text",
                None,
            ]
