"""What can be seen inside the jail, for every place where Python and the course may lie."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from autograder.sandbox import SandboxUnavailable, jail, launch, tree

pytestmark = pytest.mark.sandbox
ROOT = Path(__file__).parents[2]
WANTED = ("*.ipynb", "*.db", "seeds", "students.csv")
SECRETS = (
    "grading/gradebook.db",
    "grading/seeds",
    "grading/submitted/s1/00_warmup/00_warmup.ipynb",
    "notebooks/00_warmup/00_warmup.ipynb",
    "share/old.ipynb",
    "etc/old.db",
    "students.csv",
)


def plant(root):
    root.mkdir(parents=True, exist_ok=True)
    root.chmod(0o755)  # what keeps it from the student is the jail, not its own mode
    for name in SECRETS:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("secret")


def found(hidden=()):
    """Walk the whole tree of the jail with a program that is not Python; return what it found."""
    command = jail.command(3, {}, hidden)
    command = command[: -len(launch.python(3, jail.LIBRARY))]
    names = [part for name in WANTED for part in ("-o", "-name", name)][1:]
    find = ["find", "/", "-path", "/proc", "-prune", "-o", "(", *names, ")", "-print"]
    done = subprocess.run([*command, *find], capture_output=True, text=True)
    assert "bwrap" not in done.stderr, done.stderr
    # Packages, the system's and Python's, bring such files too.
    ours = (path for path in done.stdout.split() if not path.startswith("/usr/lib/"))
    return {path for path in ours if "/site-packages/" not in path}


@pytest.fixture
def at(monkeypatch):
    """Let Python be somewhere else."""

    def at(prefix, base="/usr"):
        monkeypatch.setattr(sys, "prefix", str(prefix))
        monkeypatch.setattr(sys, "base_prefix", str(base))
        monkeypatch.setattr(sys, "executable", f"{prefix}/bin/python3")

    return at


def test_this_python_brings_nothing_of_the_course():
    """In a development checkout it is .venv in the repository."""
    assert found() == set()


@pytest.mark.parametrize("folder", [".venv", "."], ids=["in the course", "is the course"])
def test_an_environment_brings_nothing_of_the_course(at, tmp_path, folder):
    plant(tmp_path)
    venv.create(tmp_path / folder, symlinks=True)
    (tmp_path / folder / "lib" / "kept.ipynb").touch()  # the search does find what is there
    at(tmp_path / folder)
    assert found() == {str(tmp_path / folder / "lib" / "kept.ipynb")}


def test_the_system_s_python_brings_nothing_of_the_course(at):
    at("/usr")
    assert found() == set()
    inside = tree.layout({})
    assert not any(tree.below("/usr/local/share/nbgrader/exchange", place) for place in inside)
    assert not any(tree.below(home, place) for home in tree.homes() for place in inside)


def test_a_session_in_an_environment_that_is_the_course(tmp_path):
    """Here the jail is started for real, and Python itself looks."""
    plant(tmp_path)
    venv.create(tmp_path, symlinks=True)
    packages = next(p for p in sys.path if p.endswith("site-packages"))
    here = tmp_path / "lib" / f"python{tree.VERSION}" / "site-packages" / "real.pth"
    here.write_text("/packages")
    walk = f"""
import os
found = [os.path.join(top, f) for top, _, files in os.walk("/") for f in files
         if f.endswith((".ipynb", ".db")) or f in ("seeds", "students.csv")]
found = [path for path in found if not path.startswith(("/packages", "/proc", "/usr/lib"))]
paths = [os.path.exists({str(tmp_path)!r} + "/" + p) for p in ("lib", "grading", "notebooks")]
"""
    script = f"""
from pathlib import Path
from autograder.sandbox import Sandbox
with Sandbox(mounts={{"/packages": Path({packages!r})}}) as sandbox, sandbox.session() as session:
    result = session.run_cell({walk!r}, 60.0)
    assert result.ok, result
    print(session.get("found"), session.get("paths"))
"""
    done = subprocess.run(
        [tmp_path / "bin" / "python", "-B", "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{packages}"},
    )
    assert done.stdout.strip() == "[] [True, False, False]", done.stderr


def test_what_is_private_is_covered_among_python_s_libraries(at, tmp_path):
    """Also by another way to the same place."""
    at(tmp_path / "link", base=tmp_path / "link")
    (tmp_path / "python").mkdir()
    (tmp_path / "link").symlink_to("python")
    exchange = tmp_path / "python" / "lib" / "exchange"
    plant(exchange)
    (exchange.parent / "seeds").touch()
    places = {"python", "link"}
    assert found() >= {f"{tmp_path}/{p}/lib/exchange/students.csv" for p in places}
    assert found([exchange, exchange.parent / "seeds"]) == {
        f"{tmp_path}/{p}/lib/seeds" for p in places
    }


def test_a_python_that_cannot_be_told_from_the_course_is_refused(at, tmp_path):
    plant(tmp_path)
    base = tmp_path / "lib" / "course"
    venv.create(base / ".venv", symlinks=True)
    at(base / ".venv", base=tmp_path)
    with pytest.raises(SandboxUnavailable, match="make a virtual environment elsewhere"):
        jail.command(3, {}, [base])
