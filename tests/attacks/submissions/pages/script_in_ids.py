"""HTML in cell ids, in metadata that templates read, and in attachments."""


def change(notebook):
    script = '"><script>alert(1)</script>'
    for kind in ("code", "markdown"):
        notebook["cells"].append(
            {
                "cell_type": kind,
                "id": script,
                "metadata": {"tags": [script], "alt": script, "magics_language": script},
                "source": "![x](attachment:x.png)" if kind == "markdown" else "1",
                "attachments": {"x.png": {"image/png": script}},
                "outputs": [],
                "execution_count": script,
            }
        )
    notebook["metadata"]["title"] = script
    notebook["metadata"]["widgets"] = {script: script}
