"""JupyterLite: the student's notebooks and package, nobody's buttons, and a page that opens."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from autograder.book.lite import build_lite
from autograder.course import HOUSE, Course
from course_lib.student.errors import CourseError
from tests.project.test_what_leaves import lines, secret_lines, told

NAMES = ["02_initialization", "04_dropout"]


@pytest.fixture(scope="module")
def lite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site") / "lite"
    build_lite(Course.at(HOUSE), NAMES, target)
    return target


@pytest.fixture
def address(lite: Path) -> Iterator[str]:
    """A web server of plain files, as a host of static pages is."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("localhost", 0), partial(Quiet, directory=str(lite)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/lab/index.html"
    server.shutdown()


def test_it_carries_the_notebooks_and_the_course(lite: Path) -> None:
    files = {p.name: p.read_bytes() for p in (lite / "files").glob("*.ipynb")}
    assert sorted(files) == [f"{name}.ipynb" for name in NAMES]
    for name in NAMES:
        assert told(files, secret_lines(name)) == []
        first = next(
            c for c in json.loads(files[f"{name}.ipynb"])["cells"] if c["cell_type"] == "code"
        )
        assert "%pip install -q getting-neural-nets-to-train" in "".join(first["source"])
    index = json.loads((lite / "pypi" / "all.json").read_text())
    assert list(index) == ["getting-neural-nets-to-train"]
    (wheel,) = (lite / "pypi").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = archive.namelist()
        metadata = next(archive.read(n).decode() for n in held if n.endswith("METADATA"))
    assert "course_lib/lessons/dropout/checks/__init__.py" in held
    assert not [name for name in held if name.startswith(("autograder", "solutions"))]
    assert 'jupyterlab<5,>=4.2; extra == "lab"' in lines(metadata.replace("Requires-Dist: ", ""))


def test_the_address_of_python_stands_in_one_place(lite: Path) -> None:
    settings = json.loads((lite / "jupyter-lite.json").read_text())["jupyter-config-data"]
    kernel = settings["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    assert kernel["pyodideUrl"].endswith("/pyodide.mjs")
    names = {one["name"] for one in settings["federated_extensions"]}
    assert names == {
        "@jupyter-widgets/jupyterlab-manager",
        "@jupyterlite/pyodide-kernel-extension",
    }


def test_the_words_of_a_failed_build_are_told(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("autograder.book.lite._BUILD", "raise SystemExit('no compiler')")
    with pytest.raises(CourseError, match="no compiler"):
        build_lite(Course.at(HOUSE), [], tmp_path / "lite")


@pytest.mark.browser
def test_a_notebook_opens_in_a_browser(address: str, tab: Any) -> None:
    """Python itself comes from elsewhere, so nothing is run; no request but that one leaves."""
    out: list[str] = []
    tab.on("request", lambda r: out.append(r.url))
    tab.route(lambda url: "localhost" not in url, lambda route: route.abort())
    tab.goto(f"{address}?path=02_initialization.ipynb")
    tab.locator(".jp-RenderedMarkdown h1", has_text="02 Initialization").first.wait_for()
    installs = "%pip install -q getting-neural-nets-to-train"
    tab.locator(".cm-content", has_text=installs).first.wait_for()
    away = {url.split("/")[2] for url in out if url.startswith("http") and "localhost" not in url}
    assert away <= {"cdn.jsdelivr.net"}
