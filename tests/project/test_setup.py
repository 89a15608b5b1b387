"""The set-up files agree with each other and do what the README says."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from course_lib.student.summary import summarize
from tests import parts, pythons
from tests.listed import repository_files

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def bounds(requirement: str) -> tuple[str, str]:
    name, limits = re.fullmatch(r"([A-Za-z0-9_-]+)(.*)", requirement).groups()
    return name.lower(), limits


def test_environment_yml_agrees_with_pyproject():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    conda = dict(bounds(d) for d in environment if isinstance(d, str))
    extras = PROJECT["optional-dependencies"]
    wanted = dict(map(bounds, [*PROJECT["dependencies"], *extras["lab"], *extras["instructor"]]))
    wanted["pytest"] = dict(map(bounds, extras["dev"]))["pytest"]
    # conda takes the newest Python it finds: it ends where the suite has not run.
    minor = int(pythons.VERSIONS[-1].split(".")[1])
    wanted["python"] = f"{PROJECT['requires-python']},<3.{minor + 1}"
    assert conda == wanted | {"pip": ""}


def test_every_dependency_has_both_bounds():
    extras = PROJECT["optional-dependencies"]
    for requirement in [*PROJECT["dependencies"], *(r for e in extras.values() for r in e)]:
        assert re.search(r">=.*,<|==", requirement), requirement


def make(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *arguments], cwd=ROOT, capture_output=True, text=True, env=os.environ | environment
    )


def test_help_names_every_part_of_the_suite():
    told = make("help").stdout.split("runs one part of:")[1].split("make bench")[0].split()
    assert sorted(told) == sorted(parts.NAMES)


def test_an_old_python_is_named_with_the_way_to_a_newer_one(tmp_path):
    for name in ("python3", "python"):
        fake = tmp_path / name
        fake.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.8.10"\nexit 1\n')
        fake.chmod(0o755)
    for tool in ("make", "sh", "touch", "echo"):
        (tmp_path / tool).symlink_to(Path("/usr/bin") / tool)
    (tmp_path / "Makefile").write_text((ROOT / "Makefile").read_text())
    (tmp_path / "pyproject.toml").touch()
    done = subprocess.run(
        [tmp_path / "make", "lab"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={"PATH": str(tmp_path)},
    )
    assert done.returncode != 0
    assert "needs Python 3.11 or newer; found: Python 3.8.10" in done.stderr
    assert "conda" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_importing_the_engine_imports_numpy_alone():
    code = (
        "import sys, course_lib.engine.network, course_lib.engine.train, course_lib.checking.core\n"
        "heavy = ['matplotlib', 'sklearn', 'scipy', 'ipywidgets', 'tqdm', 'threadpoolctl']\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


@pytest.mark.git
def test_no_file_tells_where_it_was_made():
    told = re.compile(rf"(?<![\w.])(?:/(?:work|root)/|{re.escape(str(ROOT))})")
    for name in repository_files():
        path = ROOT / name
        if path.suffix in {".py", ".md", ".yml", ".toml", ".ipynb", ""} and path.is_file():
            text = path.read_text(encoding="utf-8")
            assert not told.search(text) or path == Path(__file__), name


def test_the_readme_and_the_start_page_name_the_same_needs() -> None:
    table = re.findall(
        r"^\| (\d\d_\w+) \|[^|]*\|([^|]*)\|", (ROOT / "README.md").read_text(), re.MULTILINE
    )
    assert table
    for name, needs in table:
        shown = summarize(ROOT / "notebooks" / name / f"{name}.ipynb", {}).needs
        assert shown == tuple(needs.replace(",", " ").split()), name
