"""How a zygote is started: with a jail around it, or without."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

PACKAGE = Path(__file__).resolve().parent
BOOT = (
    "import sys; sys.path.insert(0, sys.argv[2]); from autograder.sandbox.zygote import main; "
    "del sys.path[0]; main(int(sys.argv[1]))"
)


def environment(home: str) -> dict[str, str]:
    """Return all the environment variables of a student's process."""
    return {
        "HOME": home,
        "IPYTHONDIR": f"{home}/.ipython",
        "LANG": "C.UTF-8",
        "LOGNAME": "student",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": f"{home}/.matplotlib",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "PYTHONDONTWRITEBYTECODE": "1",
        # Sets of text come in one order, so that grading twice gives the same marks.
        "PYTHONHASHSEED": "0",
        "TMPDIR": home,
    }


def python(fd: int, library: str) -> list[str]:
    """Return the command that starts a zygote which talks on ``fd``."""
    return [sys.executable, "-s", "-P", "-c", BOOT, str(fd), library]


def link_mounts(folder: str, mounts: Mapping[str, Path], path: Sequence[str]) -> list[str]:
    """Stand in for mounts with links below ``folder``; return where ``path`` is then.

    Raises
    ------
    ValueError
        If one mount is inside another: a link would be written into its source.
    """
    for target, source in mounts.items():
        if any(PurePosixPath(target) in PurePosixPath(other).parents for other in mounts):
            raise ValueError(f"{target} holds another mount, which only the jail can do")
        link = Path(folder + target)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(source.resolve())
    return [folder + name if os.path.lexists(folder + name) else name for name in path]


def remove(folder: str) -> None:
    """Remove what students wrote, however deep; Python's own way ends at a thousand folders."""
    if rm := shutil.which("rm"):
        subprocess.run([rm, "-rf", "--", folder], capture_output=True, check=False)
    else:
        shutil.rmtree(folder, ignore_errors=True)


def bare(fd: int) -> list[str]:
    """Return the command of a zygote without a jail."""
    return python(fd, str(PACKAGE.parents[1]))
