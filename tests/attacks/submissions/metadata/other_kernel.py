"""Name another kernel, whose command is the student's."""


def change(notebook):
    notebook["metadata"]["kernelspec"] = {
        "name": "../../evil",
        "display_name": "Evil",
        "argv": ["/bin/sh", "-c", "touch /tmp/evil"],
    }
    notebook["metadata"]["language_info"] = {"name": "bash"}
