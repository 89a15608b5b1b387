"""A release id of a megabyte that holds Markdown, HTML and colours of the terminal."""


def change(notebook):
    text = "<script>alert(1)</script>\x1b[2J\x1b]0;owned\x07[red]x[/red]" + "A" * 1_000_000
    notebook["metadata"]["course"] = {"release": text}


def harm(world):
    notes = "".join(world.seen.get("notes", ()))
    return "its text goes into every table" if "owned" in notes or len(notes) > 10_000 else ""
