"""The house: which part may import which, and that a lesson has two rooms and no more."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOPICS = sorted(p.name.partition("_")[2] for p in (ROOT / "solutions").glob("[0-9]*_*/"))
ROOMS = ("checks", "experiments", "explorers")
#: What each part of the autograder may import of the others: arrows point down only.
BELOW = {
    "sandbox": set(),
    "roster": set(),
    "course": {"roster"},
    "building": {"course"},
    "running": {"building", "sandbox", "course"},
    "release": {"running", "building", "sandbox", "course"},
    "grading": {"running", "building", "sandbox", "course"},
    "results": {"grading", "release", "running", "building", "course", "roster"},
    "book": {"grading", "release", "running", "building", "course"},
    "proving": {"release", "running", "building", "sandbox", "course"},
    "gradescope": {"running", "building", "sandbox", "course"},
    "hub": {"grading", "course"},
    "class_commands": {
        "gradescope",
        "results",
        "grading",
        "building",
        "sandbox",
        "course",
        "roster",
    },
    "elsewhere": {"grading", "course"},
    "doctor": {"sandbox", "course"},
    "demo": {"results", "grading", "release", "running", "building", "sandbox", "course"},
}
#: What the engine imports where it is first used, and never at the top of a file.
LAZY = {"threadpoolctl", "tqdm"}


def module_name(path: Path, root: Path = ROOT) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules(*packages: str) -> dict[str, Path]:
    return {module_name(p): p for name in packages for p in sorted((ROOT / name).rglob("*.py"))}


HOUSE = modules("course_lib", "autograder")


def imported(path: Path, package: str, top_only: bool = False) -> Iterator[str]:
    """Yield the names that a file imports, wherever the import stands, absolute."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body if top_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")
            base = base[: len(base) - node.level + 1] if node.level else []
            name = ".".join([*base, *filter(None, [node.module])])
            for alias in node.names:
                whole = f"{name}.{alias.name}"
                yield whole if whole in HOUSE else name


def package_of(name: str) -> str:
    return name if HOUSE[name].name == "__init__.py" else name.rpartition(".")[0]


def arrows() -> dict[str, set[str]]:
    found = {}
    for name, path in HOUSE.items():
        found[name] = {i for i in imported(path, package_of(name)) if i in HOUSE and i != name}
    return found


ARROWS = arrows()


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Return the names along one circle, or nothing."""
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> list[str]:
        if name in way:
            return [*way[way.index(name) :], name]
        if name in done:
            return []
        for other in sorted(graph.get(name, ())):
            if found := walk(other, [*way, name]):
                return found
        done.add(name)
        return []

    return next((found for name in sorted(graph) if (found := walk(name, []))), [])


def test_a_circle_is_found():
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert circle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_no_file_imports_itself_by_way_of_others():
    assert circle(ARROWS) == []


def test_relative_imports_are_followed():
    assert "autograder.sandbox.cgroup" in ARROWS["autograder.sandbox.protection"]


def part_of(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


def test_the_autograder_points_down_only():
    wrong = [
        f"{name} -> {other}"
        for name in HOUSE
        if name.startswith("autograder.") and part_of(name) != "commands"
        for other in ARROWS[name]
        if other.startswith("autograder.")
        and part_of(other) != part_of(name)
        and part_of(other) not in BELOW[part_of(name)]
    ]
    assert not wrong


def test_every_part_of_the_autograder_has_its_place():
    assert {part_of(n) for n in HOUSE if n.startswith("autograder.")} == {*BELOW, "commands"}


def test_course_lib_never_imports_the_autograder():
    assert not [
        f"{name} -> {other}"
        for name in HOUSE
        if name.startswith("course_lib")
        for other in ARROWS[name]
        if other.startswith("autograder")
    ]


def test_the_engine_imports_numpy_alone():
    own = {name for name in HOUSE if name.startswith("course_lib.engine")}
    for name in own:
        top = {i.split(".")[0] for i in imported(HOUSE[name], package_of(name), top_only=True)}
        anywhere = {i.split(".")[0] for i in imported(HOUSE[name], package_of(name))}
        known = {*sys.stdlib_module_names, "numpy", "course_lib"}
        assert top <= known, name
        assert anywhere <= known | LAZY, name
        assert ARROWS[name] <= own, name


@pytest.mark.parametrize("stranger", ["nbgrader", "nbformat", "course_lib"])
def test_the_sandbox_knows_nothing_of_notebooks(stranger):
    for name, path in HOUSE.items():
        if name.startswith("autograder.sandbox"):
            found = {i.split(".")[0] for i in imported(path, package_of(name))}
            assert stranger not in found, name


def test_lessons_do_not_import_one_another_and_the_frame_knows_no_lesson():
    for name in HOUSE:
        lessons = {o.split(".")[2] for o in ARROWS[name] if o.startswith("course_lib.lessons.")}
        if name.startswith("course_lib.lessons."):
            assert lessons <= {name.split(".")[2]}, name
        else:
            assert not lessons, name


def test_checks_stand_on_the_frame_and_the_engine():
    for name in HOUSE:
        if ".checks" in name:
            rooms = {o for o in ARROWS[name] if o.startswith("course_lib.lessons.")}
            assert all(".checks" in room for room in rooms), name


@pytest.mark.parametrize("topic", TOPICS)
def test_a_lesson_has_its_public_room(topic):
    for room in ROOMS:
        assert (ROOT / "course_lib" / "lessons" / topic / room / "__init__.py").is_file(), room


def test_every_public_room_has_its_secret_one():
    assert {p.name for p in (ROOT / "course_lib" / "lessons").glob("[a-z]*/")} == set(TOPICS)
    for folder in (ROOT / "solutions").glob("[0-9]*_*/"):
        kept = {p.name for p in folder.iterdir()} - {"__pycache__", ".ipynb_checkpoints"}
        assert {f"{folder.name}.py", "answers"} <= kept, folder
        for name in kept - {f"{folder.name}.py", "answers", "lesson.toml"}:
            assert name.startswith("test_") and name.endswith(".py"), folder / name


def test_a_file_holds_one_idea():
    """The sources of notebooks are long: a notebook is one file."""
    notebooks = {path / f"{path.name}.py" for path in (ROOT / "solutions").glob("[0-9]*_*/")}
    parts = ("course_lib", "autograder", "solutions", "tests", "benchmarks")
    files = {path for part in parts for path in (ROOT / part).rglob("*.py")} - notebooks
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert {str(path.relative_to(ROOT)): n for path, n in lines.items() if n > 400} == {}
