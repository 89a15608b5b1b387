"""What the processes of a session use, as the kernel tells everybody."""

import contextlib
import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
# Quick to read, but pages that a fork shares are counted for each process; and the exact share.
QUICK = ("status", ("RssAnon:", "RssShmem:", "VmSwap:", "VmPTE:"))
EXACT = ("smaps_rollup", ("Pss_Anon:", "Pss_Shmem:", "SwapPss:"))


def family_of(process: int) -> list[int]:
    """Return ``process`` and its descendants.

    Inside a pid namespace nobody gets away: what loses its parent becomes a child of the first.
    """
    family = [process]
    for number in family:
        # A process may end while it is looked at.
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{number}/task").iterdir():
                family += map(int, (task / "children").read_text(encoding="ascii").split())
    return family


def memory_of(process: int, limit: int) -> int:
    """Return the bytes that ``process`` and its descendants hold for themselves.

    What is read quickly is an upper bound; only one above ``limit`` is looked at more closely.
    """
    family = family_of(process)
    total = sum(_held(number, *QUICK) for number in family)
    if total <= limit:
        return total
    # A kernel that keeps the exact share to itself leaves the bound.
    return sum(_held(number, *EXACT) or _held(number, *QUICK) for number in family)


def processor_seconds(process: int) -> float:
    """Return what ``process``, its descendants and those that they buried used of the processor.

    A process may refuse to bury its children; then only a control group counts their time.
    """
    ticks = 0
    for number in family_of(process):
        with contextlib.suppress(OSError):
            text = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
            ticks += sum(map(int, text.rpartition(")")[2].split()[11:15]))
    return ticks / TICKS


def processes_of(user: int) -> list[int]:
    """Return the processes whose real user is ``user``, whoever their parents are."""
    everybody = (int(name) for name in os.listdir("/proc") if name.isdigit())
    return [number for number in everybody if _numbers(number, "status", ("Uid:",)) == [user]]


def _held(process: int, file: str, kinds: tuple[str, ...]) -> int:
    return sum(_numbers(process, file, kinds)) << 10


def _numbers(process: int, file: str, kinds: tuple[str, ...]) -> list[int]:
    """Return the first number of each line of a kind; none of a process that has ended."""
    with contextlib.suppress(OSError):
        text = Path(f"/proc/{process}/{file}").read_text(encoding="utf-8", errors="replace")
        return [int(line.split()[1]) for line in text.splitlines() if line.startswith(kinds)]
    return []
