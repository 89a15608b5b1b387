"""A progress bar on stderr: for trainings, and for the commands that take a while."""

from collections.abc import Iterable
from typing import Any

from course_lib.engine.shell import running_shell


def progress_bar(
    steps: Iterable[Any] | None = None, *, total: int, unit: str, passing: bool = False
) -> Any:
    """Return tqdm's bar around ``steps``, or one that its user moves on with ``update()``.

    A ``passing`` bar leaves nothing behind, and shows only where somebody watches a terminal.
    """
    kind: dict[str, Any] = {"leave": False, "disable": None} if passing else {}
    # tqdm.auto asks once, and only whether somebody has imported a kernel's module: many commands
    # do, and their bars would go to stdout.
    if getattr(running_shell(), "kernel", None) is not None and not passing:
        from tqdm.notebook import tqdm
    else:
        from tqdm import tqdm
    return tqdm(steps, total=total, unit=unit, **kind)
