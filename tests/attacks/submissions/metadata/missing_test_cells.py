"""Remove the test cells."""


def change(notebook):
    notebook["cells"] = [
        c for c in notebook["cells"] if not c["id"].startswith(("test_re", "test_d"))
    ]
