"""Open JupyterLab on the notebooks of the course."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import typer

from course_lib.student.errors import CourseError
from course_lib.student.workspace import find_folder, names_in, read_notebook

PORT = 8888
ADDRESS = "/course"
PAGE = "course_lib.student.start_page"
FILES = "course_lib.student.untouched.UntouchedFiles"


def open_lab(port: int | None, browser: bool) -> int:
    """Start JupyterLab on the course's start page and return when it is stopped.

    Without ``port`` the first free one from 8888 is taken. Raises CourseError when the port is in
    use or there are no notebooks.
    """
    folder = find_folder()
    for line in unpack(folder):
        typer.echo(line)
    if port is not None:
        _expect_free(port)
    typer.echo("Starting JupyterLab. Stop it with Ctrl-C in this window.")
    # nbgrader's extensions read nbgrader_config.py from the working directory.
    os.chdir(folder)
    # Settings of the course, such as no pop-up about Jupyter news over the notebook.
    paths = [str(Path(__file__).with_name("lab_settings")), os.environ.get("JUPYTER_CONFIG_PATH")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
    from jupyterlab.labapp import LabApp  # type: ignore[import-untyped]

    LabApp.launch_instance(argv=_arguments(folder, port, browser))
    return 0


def unpack(folder: Path) -> list[str]:
    """Copy new notebooks of release/ to notebooks/, where the student works; tell what was done.

    A notebook that is there already is never touched: when its release changed, the new one is
    put beside it.
    """
    lines = []
    for name in names_in(folder / "release", ".ipynb"):
        pristine = folder / "release" / name / f"{name}.ipynb"
        students = folder / "notebooks" / name / f"{name}.ipynb"
        if not students.exists():
            students.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(pristine, students)
            continue
        released = _release_of(pristine)
        try:
            known = _release_of(students)
        except CourseError as error:
            lines.append(str(error))
            continue
        if released == known:
            continue
        beside = students.with_name(f"{name} (release {released}).ipynb")
        if not beside.exists():
            shutil.copyfile(pristine, beside)
            lines.append(
                f"There is a newer release of {name}. Your notebook was left alone; the new one "
                f"is beside it: {beside.relative_to(folder)}"
            )
    return lines


def _release_of(path: Path) -> str:
    course = read_notebook(path).get("metadata", {}).get("course", {})
    return str(course.get("release", ""))


def _expect_free(port: int) -> None:
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("localhost", port))
        except (OSError, OverflowError):
            raise CourseError(
                f"Port {port} is in use or not allowed. Choose another, such as "
                f"`course lab --port {port + 1 if 1023 < port < 65535 else PORT + 1}`, "
                "or leave --port out to take a free one."
            ) from None


def _arguments(folder: Path, port: int | None, browser: bool) -> list[str]:
    arguments = [
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url={ADDRESS}",
        # The start page; a class for files that leaves what is only looked at as it is.
        f"--ServerApp.jpserver_extensions={{{PAGE!r}: True}}",
        f"--ServerApp.contents_manager_class={FILES}",
        f"--LabApp.open_browser={browser}",
        # The addresses are shown at this level too; the rest is for developers.
        "--log-level=WARN",
        f"--ServerApp.port={port or PORT}",
    ]
    if port is not None:
        arguments.append("--ServerApp.port_retries=0")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # In a container the only user is often root, which the server refuses by default.
        arguments.append("--ServerApp.allow_root=True")
    return arguments
