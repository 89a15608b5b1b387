"""Which sentences of the checks no answer of the bank shows.

A hint that no answer reaches may be wrong, or never shown: nobody has seen it. A sentence is a text
of more than a few words in a lesson's checks: a symptom, a cause or a note.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.course import HOUSE
from autograder.proving.bank import Verdict, answers, exercises, judge_all
from course_lib.checking.core import Exercise

#: Characters of the longest text that is taken for a name, not for a sentence.
LONGEST_NAME = 25
#: A value in a text: of an f-string, or a place that ``format`` fills.
_VALUE = re.compile(r"\{\w*\}")


@dataclass(frozen=True)
class Unshown:
    """A sentence that no answer shows, and where it stands."""

    file: str
    line: int
    text: str


def unshown(
    notebook: str, exercise: str | None = None, verdicts: Iterable[Verdict] | None = None
) -> list[Unshown]:
    """Return the sentences of a notebook's checks, or of one exercise, that no answer shows.

    ``verdicts`` are those on the bank's answers where they are there already; mutants do not count,
    since nobody reads their hints. What several exercises say is left out for one of them.
    """
    if verdicts is None:
        verdicts = judge_all(answers(notebook, exercise))
    texts = {text for v in verdicts if v.answer.kind != "mutant" for text in v.texts}
    shown = "\n".join(sorted(texts))
    missing = {
        Unshown(_place(file), node.lineno, _text(node))
        for file, node in _sentences(notebook, exercise)
        if not _is_shown(node, shown, texts)
    }
    return sorted(missing, key=lambda one: (one.file, one.line))


def _place(file: Path) -> str:
    return file.relative_to(HOUSE).as_posix()


def _parts(node: ast.Constant | ast.JoinedStr) -> list[str | None]:
    """Return the fixed parts of a text in order, None for each value between them."""
    values = [node] if isinstance(node, ast.Constant) else node.values
    parts: list[str | None] = []
    for value in values:
        if isinstance(value, ast.Constant):
            first, *rest = _VALUE.split(str(value.value))
            parts += [first, *(part for following in rest for part in (None, following))]
        else:
            parts.append(None)
    return parts


def _text(node: ast.Constant | ast.JoinedStr) -> str:
    return "".join("..." if part is None else part for part in _parts(node)).strip()


def _is_shown(node: ast.Constant | ast.JoinedStr, shown: str, texts: set[str]) -> bool:
    parts = _parts(node)
    if not all(part in shown for part in parts if part):
        return False
    pattern = re.compile("".join(".*?" if p is None else re.escape(p) for p in parts), re.DOTALL)
    return any(pattern.search(text) for text in texts)


def _sentences(
    notebook: str, exercise: str | None
) -> Iterator[tuple[Path, ast.Constant | ast.JoinedStr]]:
    room = _Room(HOUSE / "course_lib" / "lessons" / notebook.partition("_")[2] / "checks")
    if exercise is None:
        for file, tree in room.trees.items():
            yield from ((file, node) for part in tree.body for node in _texts(part))
        return
    known = exercises(notebook)
    own = room.reached(known[exercise])
    others = [room.reached(other) for name, other in known.items() if name != exercise]
    for file, part in own - set().union(*others):
        yield from ((file, node) for node in _texts(part))


def _texts(part: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Yield the sentences in a part of a file: no docstrings, names of results, and errors.

    Nor is a tuple of plain texts without a full stop: it lists names.
    """
    match part:
        case ast.Expr(value=ast.Constant()) | ast.keyword(arg="returns"):
            return
        case ast.Tuple(elts=elts) if all(
            isinstance(e, ast.Constant) and not str(e.value).endswith(".") for e in elts
        ):
            return
        case ast.Raise() if "Wrong" not in ast.unparse(part):
            return
        case ast.Constant(value=str()) | ast.JoinedStr():
            if sum(len(fixed) for fixed in _parts(part) if fixed) > LONGEST_NAME:
                yield part
    if isinstance(part, ast.FunctionDef):
        inner: Iterable[ast.AST] = part.body
    elif isinstance(part, ast.JoinedStr):
        inner = [v.value for v in part.values if isinstance(v, ast.FormattedValue)]
    else:
        inner = ast.iter_child_nodes(part)
    for node in inner:
        yield from _texts(node)


class _Room:
    """The files of a lesson's checks, and what their functions are made of."""

    def __init__(self, folder: Path) -> None:
        self.trees = {
            file: ast.parse(file.read_text(encoding="utf-8"))
            for file in sorted(folder.glob("*.py"))
        }
        self.defined = {
            (file, name): node
            for file, tree in self.trees.items()
            for node in tree.body
            for name in _names_of(node)
        }

    def reached(self, exercise: Exercise) -> set[tuple[Path, ast.stmt]]:
        """Return the functions and tables that the properties of an exercise use."""
        found: set[tuple[Path, ast.stmt]] = set()
        tests = [self._function(prop.test) for prop in exercise.properties]
        left = [test for test in tests if test]
        while left:
            file, node = left.pop()
            if (file, node) in found:
                continue
            found.add((file, node))
            near = [file, *self._imported(file)]
            for used in ast.walk(node):
                name = used.id if isinstance(used, ast.Name) else getattr(used, "attr", "")
                left += [(f, self.defined[f, name]) for f in near if (f, name) in self.defined]
        return found

    def _function(self, test: object) -> tuple[Path, ast.stmt] | None:
        """Return the file and the definition of a property; None for a guard of the frame."""
        code = inspect.unwrap(test).__code__  # type: ignore[arg-type]
        file = Path(code.co_filename)
        if file not in self.trees:
            return None
        for node in ast.walk(self.trees[file]):
            if isinstance(node, ast.FunctionDef):
                first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
                if first == code.co_firstlineno and node.name == code.co_name:
                    return file, node
        raise LookupError(f"{file}, line {code.co_firstlineno}: no function stands here")

    def _imported(self, file: Path) -> Iterator[Path]:
        for node in self.trees[file].body:
            if isinstance(node, ast.ImportFrom) and node.module:
                for name in (node.module.rpartition(".")[2], *(a.name for a in node.names)):
                    if (other := file.with_name(f"{name}.py")) in self.trees and other != file:
                        yield other


def _names_of(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from (t.id for t in targets if isinstance(t, ast.Name))
