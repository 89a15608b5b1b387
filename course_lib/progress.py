"""What a student does in a notebook is kept, and shown at the notebook's end.

Where there is no folder of the course, as in some browsers, it is kept until the kernel ends.
There is no thread and no process in here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from course_lib.engine.shell import running_shell
from course_lib.student import store
from course_lib.student.errors import CourseError
from course_lib.student.store import Kept, table
from course_lib.student.summary import summaries
from course_lib.student.workspace import find_folder, names_in

#: By topic, where there is no folder to keep it in.
_unkept: dict[str, Kept] = {}


def note_check(
    exercise: str, module: str, share: float, functions: Iterable[Any], written: bool = True
) -> None:
    """Keep the share of its points that a check of ``module`` gave, when a student ran it.

    A failed check is a try when the code of the functions is not that of the check before, and
    all of them are ``written``.
    """
    code, holds = _digest(functions), share == 1.0

    def changed(kept: Kept) -> None:
        before = table(kept, "checks").get(exercise, {})
        tries = _tries(before) + (not holds and written and before.get("code") != code)
        kept_code = code if written else before.get("code", "")
        row = {"share": share, "holds": holds, "failed_tries": tries, "code": kept_code}
        kept["checks"] = {**table(kept, "checks"), exercise: row}

    _keep(topic_of(module), changed)


def failed_tries(exercise: str, module: str) -> int:
    """Return how many different answers to an exercise its check has refused so far."""
    return _tries(table(_kept(topic_of(module)), "checks").get(exercise, {}))


def note_prediction(prediction: object, letter: str, outcome: str) -> None:
    """Keep a prediction of the notebook that runs, beside what the run says."""
    names = _names()
    name = next((n for n, v in names.items() if v is prediction and not n.startswith("_")), "")

    def changed(kept: Kept) -> None:
        row = {"letter": letter, "outcome": outcome}
        kept["predictions"] = {**table(kept, "predictions"), name: row}

    if name:
        _keep(_topic(), changed)


def right_predictions() -> int:
    """Return how many predictions of the notebook that runs were right so far."""
    rows = table(_kept(_topic()), "predictions").values()
    return sum(bool(row.get("letter")) and row["letter"] == row.get("outcome") for row in rows)


def show() -> None:
    """Show, at the end of a notebook, what is done in it and where to go on."""
    from IPython.display import Markdown, display

    found = _place(_topic())
    if found is None:
        text = "Your progress is not kept here: this kernel does not see the course's folder."
        display(Markdown(text))  # type: ignore[no-untyped-call]
        return
    folder, name = found
    known, _ = summaries(folder)
    here = next((one for one in known if one.name == name), None)
    lines = [] if here is None else [here.as_table(), ""]
    for one in known:
        if name[:2] in one.needs:
            lines.append(f"- Go on with [{one.title}](../{one.name}/{one.name}.ipynb).")
    display(Markdown("\n".join(lines)))  # type: ignore[no-untyped-call]


def path_of_notebook() -> Path | None:
    """Return the file of the notebook that runs, if its kernel sees it."""
    found = _place(_topic())
    return found and found[0] / "notebooks" / found[1] / f"{found[1]}.ipynb"


def topic_of(module: str) -> str:
    """Return the topic of a lesson's module, such as "dropout"; "" for any other module."""
    parts = module.split(".")
    return parts[2] if parts[:2] == ["course_lib", "lessons"] and len(parts) > 2 else ""


def _names() -> Mapping[str, Any]:
    """Return the names of the notebook that runs; none where no notebook does."""
    shell = running_shell()
    names: Mapping[str, Any] = {} if shell is None else shell.user_ns
    return names


def _topic() -> str:
    """Return the topic of the notebook that runs: whose checks it imported."""
    return topic_of(getattr(_names().get("checks"), "__name__", ""))


def _place(topic: str) -> tuple[Path, str] | None:
    """Return the folder of the course and the notebook of a topic, for the kernel that runs."""
    try:
        folder = find_folder()
        names = names_in(folder / "notebooks", ".ipynb")
    except (CourseError, OSError):
        return None
    notebook = next((name for name in names if name.partition("_")[2] == topic), "")
    return (folder, notebook) if notebook else None


def _kept(topic: str) -> Kept:
    found = _place(topic) if _names() else None
    return store.read(*found) if found else _unkept.get(topic, {})


def _keep(topic: str, changed: Callable[[Kept], None]) -> None:
    """Change what is kept of a topic; what tests and graders run is nobody's progress."""
    if not _names():
        return
    found = _place(topic)
    try:
        if found:
            store.change(*found, changed)
            return
    except OSError:  # a folder that cannot be written to is no reason to stop a lesson
        pass
    changed(_unkept.setdefault(topic, {}))


def _tries(row: Kept) -> int:
    tries = row.get("failed_tries")
    return tries if isinstance(tries, int) else 0


def _digest(functions: Iterable[Any]) -> str:
    """Return a hash of what functions do: comments and their names do not count."""
    codes = [_flat(f.__code__) if isinstance(f, FunctionType) else "" for f in functions]
    return sha256(repr(codes).encode()).hexdigest()[:12]


def _flat(code: CodeType) -> list[Any]:
    constants = [_flat(c) if isinstance(c, CodeType) else repr(c) for c in code.co_consts]
    return [code.co_code.hex(), constants, code.co_names, code.co_varnames]
