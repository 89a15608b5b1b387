"""A progress bar on stderr: for trainings, and for the commands that take a while."""

from collections.abc import Iterable
from typing import Any


def progress_bar(
    steps: Iterable[Any] | None = None, *, total: int, unit: str, passing: bool = False
) -> Any:
    """Return tqdm's bar around ``steps``, or one that its user moves on with ``update()``.

    A ``passing`` bar leaves nothing behind, and shows only where somebody watches a terminal.
    """
    from tqdm.auto import tqdm

    kind: dict[str, Any] = {"leave": False, "disable": None} if passing else {}
    return tqdm(steps, total=total, unit=unit, **kind)
