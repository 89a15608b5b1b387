"""What a command that grades loads at its start: no server, no exporter of pages."""

from __future__ import annotations

import subprocess
import sys


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_grading_loads_nbgrader_without_its_servers() -> None:
    print_loaded = (
        "import autograder.grading.grade, nbgrader.api, sys\n"
        "servers = {'jupyter_server', 'nbconvert', 'nbgrader.server_extensions', 'lark'}\n"
        "print(sorted(servers & set(sys.modules)))"
    )
    assert run(print_loaded) == "[]"
    assert run(f"import nbgrader\n{print_loaded}") != "[]", "nbgrader by itself loads them"


def test_nbgrader_in_parts_has_every_name_of_the_whole() -> None:
    names = "from nbgrader import _load_jupyter_server_extension, utils, __version__\n"
    seen = "import nbgrader.api, sys\nprint({n for n in vars(sys.modules['nbgrader'])} >= "
    whole = run("import nbgrader; print({n for n in vars(nbgrader) if n != '__builtins__'})")
    assert run(f"import autograder\n{names}{seen}{whole})") == "True"


def test_formgrader_s_pages_can_be_the_first_that_is_imported() -> None:
    pages = "from nbgrader.server_extensions.formgrader import handlers\n"
    rest = "import nbgrader as n; print(n.__version__, len(n._jupyter_labextension_paths()))"
    assert run(f"import autograder\n{pages}{rest}") == run(f"import nbgrader\n{rest}")
