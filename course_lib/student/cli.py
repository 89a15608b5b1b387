"""The `course` command: what a student needs; the instructor's commands join through plug-ins.

A package adds commands by an entry point of the group "course_lib.commands": a function that takes
the application and registers them.
"""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, entry_points, version
from typing import Annotated, Any

try:
    import typer
    from typer.core import TyperGroup
except ModuleNotFoundError:
    # In a browser and on hosted notebooks the package comes without what its commands need.
    raise SystemExit(
        "course: the commands need more packages than the notebooks: run "
        "`pip install 'getting-neural-nets-to-train[lab]'` with the address that you used before."
    ) from None

from course_lib.student.errors import CourseError
from course_lib.student.plain import plain


class _Group(TyperGroup):
    """Show what a user can put right as one sentence, without a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except CourseError as error:
            typer.echo(plain(f"course: {error}", keep="\n"), err=True)
        except BrokenPipeError:
            raise  # who reads has seen enough, as `head` does; click ends without a word
        except OSError as error:
            where = f" ({error.filename})" if error.filename else ""
            typer.echo(
                plain(f"course: {error.strerror or error}{where}. ")
                + "Check that the folder exists, can be written to and has space left.",
                err=True,
            )
        raise typer.Exit(1)


app = typer.Typer(
    cls=_Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Getting Neural Nets to Train: the commands of the course.",
)


@app.command()
def lab(
    port: Annotated[int | None, typer.Option(help="The port; a free one when left out.")] = None,
    browser: Annotated[bool, typer.Option(help="Open a browser.")] = True,
) -> None:
    """Open JupyterLab on a page of all notebooks and what you have done."""
    from course_lib.student.lab import open_lab

    raise typer.Exit(open_lab(port, browser))


@app.command()
def submit(
    notebook: Annotated[str, typer.Argument(help="The notebook, such as 02.")],
    student: Annotated[str | None, typer.Option("--id", help="Your id; asked for once.")] = None,
    limit: Annotated[int, typer.Option(help="Seconds that the whole run may take.")] = 300,
) -> None:
    """Make the one file that you hand in."""
    from course_lib.student.submit import hand_in

    hand_in(notebook, student, limit)


@app.command()
def status() -> None:
    """Print what you have done in every notebook."""
    from course_lib.student.status import print_status

    print_status()


@app.command("version")
def show_version() -> None:
    """Print the version of the course."""
    try:
        typer.echo(version("getting-neural-nets-to-train"))
    except PackageNotFoundError:
        raise CourseError("course_lib is not installed: run `pip install -e .`.") from None


def main() -> None:
    """Run the command line with every command that the installed packages add."""
    # jsonschema would load the grammar of international addresses; that takes most of a second,
    # and no notebook holds one.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    for entry in sorted(entry_points(group="course_lib.commands"), key=lambda e: e.name):
        entry.load()(app)
    if sys.stdout.encoding.lower() not in ("utf-8", "utf8"):
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    app()
