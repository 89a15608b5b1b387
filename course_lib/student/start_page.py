"""The page that `course lab` opens: all notebooks, what each needs, and how far its reader is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

from course_lib.student.lab import ADDRESS
from course_lib.student.summary import summaries


def render(folder: Path, base_url: str) -> str:
    """Return the page of the course in ``folder``, for a server at ``base_url``."""
    loader = FileSystemLoader(Path(__file__).parent)
    pages = Environment(loader=loader, autoescape=select_autoescape(default=True))
    notebooks, problems = summaries(folder)
    return pages.get_template("start.html.j2").render(
        notebooks=notebooks,
        problems=problems,
        titles={one.name[:2]: one.title.partition(":")[0] for one in notebooks},
        base_url=base_url,
    )


class StartPage(JupyterHandler):
    """The page, made anew whenever it is asked for."""

    @web.authenticated
    def get(self) -> None:
        """Send the page."""
        self.set_header("Cache-Control", "no-store")
        self.finish(render(Path(self.settings["server_root_dir"]).expanduser(), self.base_url))


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the page to a server."""
    app = server.web_app
    app.add_handlers(".*$", [(url_path_join(app.settings["base_url"], ADDRESS), StartPage)])
