"""What a browser's Python can and cannot: packages, imports, no processes, no threads, no sockets.

``pyodide-lock.json`` is cut from the file of that name in the npm package pyodide of the version
that it names: the packages that the course needs, with their versions.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK = json.loads(Path(__file__).with_name("pyodide-lock.json").read_text())
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
BROWSER = {
    "sys_platform": "emscripten",
    "platform_system": "Emscripten",
    "os_name": "posix",
    "python_version": LOCK["info"]["python"].rpartition(".")[0],
    "python_full_version": LOCK["info"]["python"],
    "extra": "",
}
#: Modules that start a thread or a process, or open a connection.
ABSENT = {"asyncio", "concurrent", "multiprocessing", "socket", "subprocess", "threading", "urllib"}


def resolve(wanted: list[str]) -> tuple[set[str], list[str]]:
    """The distributions that requirements lead to in a browser, and what cannot be had there."""
    todo, found, problems = [Requirement(text) for text in wanted], set(), []
    while todo:
        requirement = todo.pop()
        name = canonicalize_name(requirement.name)
        if name in LOCK["packages"]:
            version, needs = (LOCK["packages"][name][key] for key in ("version", "depends"))
            if version not in requirement.specifier:
                problems.append(f"{requirement}: the browser has {version}")
        else:
            # Not compiled for a browser: it must be Python alone.
            own = distribution(name)
            needs = own.requires or []
            if "py3-none-any" not in (own.read_text("WHEEL") or ""):
                problems.append(f"{requirement}: it is not in the lock file and not pure Python")
        if name not in found:
            found.add(name)
            more = map(Requirement, needs)
            todo += [r for r in more if not r.marker or r.marker.evaluate(BROWSER)]
    return found, problems


def test_the_packages_of_the_course_can_be_had_in_a_browser() -> None:
    found, problems = resolve(PROJECT["dependencies"])
    assert problems == []
    assert {"numpy", "scipy", "ipython"} <= found
    assert not {"jupyterlab", "pyzmq", "typer"} & found


def test_the_site_loads_the_pyodide_that_is_tested_and_that_the_kernel_is_made_for() -> None:
    settings = json.loads((ROOT / "docs" / "lite" / "jupyter-lite.json").read_text())
    plugins = settings["jupyter-config-data"]["litePluginSettings"]
    address = plugins["@jupyterlite/pyodide-kernel-extension:kernel"]["pyodideUrl"]
    assert f"/v{LOCK['pyodide']}/" in address
    assert LOCK["pyodide"] == PYODIDE_VERSION


@pytest.mark.parametrize("wanted", ["numpy>=3", "pyzmq"])
def test_what_cannot_be_had_is_named(wanted: str) -> None:
    assert resolve([wanted])[1][0].startswith(wanted)


def installed(names: set[str]) -> set[str]:
    """These distributions with all that they need as they are installed here."""
    todo, found = sorted(names), set()
    while todo:
        name = todo.pop()
        try:
            needs = map(Requirement, distribution(name).requires or [])
        except PackageNotFoundError:
            continue
        if name not in found:
            found.add(name)
            todo += [
                canonicalize_name(r.name)
                for r in needs
                if not r.marker or r.marker.evaluate({"extra": ""})
            ]
    return found


@cache
def notebook_imports() -> tuple[str, ...]:
    """Every import line of every notebook, once."""
    lines = set()
    for path in (ROOT / "notebooks").glob("*/*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                tree = ast.parse("".join(cell["source"]))
                imports = (n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom))
                lines |= {ast.unparse(node) for node in imports}
    return tuple(sorted(lines))


def test_notebooks_import_with_these_packages_alone() -> None:
    """Whatever else is installed here cannot be imported in this process."""
    allowed = installed(resolve([*PROJECT["dependencies"], "ipython"])[0])
    program = f"""
import sys
from importlib.metadata import packages_distributions
from packaging.utils import canonicalize_name
allowed = {allowed | {"getting-neural-nets-to-train"}!r}
owners = packages_distributions().items()
absent = {{module for module, by in owners if not allowed & set(map(canonicalize_name, by))}}
assert absent >= {{"nbformat", "typer"}}
class Absent:
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(f"no {{name}} in a browser", name=name)
sys.meta_path.insert(0, Absent)
{chr(10).join(notebook_imports())}
import matplotlib.pyplot, ipywidgets, sklearn.datasets, threadpoolctl, tqdm
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def file_of(module: str) -> Path | None:
    place = ROOT.joinpath(*module.split("."))
    files = (place.with_suffix(".py"), place / "__init__.py")
    return next((path for path in files if path.is_file()), None)


def test_what_notebooks_use_starts_no_thread_no_process_and_no_connection() -> None:
    seeds = ast.parse("\n".join(notebook_imports()))
    todo = [
        f"{n.module}.{a.name}" for n in seeds.body if isinstance(n, ast.ImportFrom) for a in n.names
    ] + [n.module for n in seeds.body if isinstance(n, ast.ImportFrom)]
    seen: dict[str, Path] = {}
    while todo:
        module = todo.pop()
        path = file_of(module)
        if module in seen or path is None or not module.startswith("course_lib"):
            continue
        seen[module] = path
        todo += imported(path)
    assert "course_lib.engine.train" in seen
    for module, path in seen.items():
        used = {name.partition(".")[0] for name in imported(path)} & ABSENT
        assert not used, f"{module} imports {used}"
    assert ABSENT & {
        name.partition(".")[0] for name in imported(ROOT / "course_lib/student/lab.py")
    }
