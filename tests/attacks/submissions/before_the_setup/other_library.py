"""Put a library of one's own in the course's place before anything is imported."""


def change(notebook):
    from attack_kit import own_cell

    source = (
        "import sys, types\n"
        "made = types.ModuleType('course_lib.lessons.warmup.checks')\n"
        "made.relu = made.relative_error = lambda *functions, points=0.0, **more: points\n"
        "sys.modules['course_lib.lessons.warmup.checks'] = made\n"
        "import course_lib.lessons.warmup\n"
        "course_lib.lessons.warmup.checks = made\n"
    )
    notebook["cells"].insert(0, own_cell("other", source))
