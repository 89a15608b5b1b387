"""What of the machine is inside the jail: a list of folders, all read-only, and nothing else.

A whole /usr or a whole virtual environment may hold anything: nbgrader's exchange, or the course
itself. So the system's programs and libraries are named here one by one, and of Python only its
executable and its libraries are taken. What must not be seen and lies among them is covered.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath, PurePosixPath

from .errors import SandboxUnavailable

LIBRARIES = ("lib", "lib32", "lib64", "libx32")
SYSTEM = (
    *(f"{top}/{name}" for top in ("", "/usr") for name in ("bin", "sbin", *LIBRARIES)),
    *(f"/usr/share/{name}" for name in ("fonts", "matplotlib", "zoneinfo")),
    *(f"/etc/{name}" for name in ("alternatives", "fonts", "ld.so.cache", "localtime")),
)
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
# In an environment of its own, lib is Python's; /usr/local/lib is anybody's.
OWN = ("pyvenv.cfg", "bin/python*", "lib", "lib64")
SHARED = ("bin/python*", f"lib/python{VERSION}", "lib/libpython*")
FIRST_PERSON = 1000  # smaller numbers are the system's, whose "homes" are /bin and the like


def layout(mounts: Mapping[str, Path]) -> dict[str, Path]:
    """Return all that is inside, by its place there: the system, Python, and ``mounts``.

    A place whose source is a link of the system's or of Python's stays a link.
    """
    system = {name: Path(name) for name in SYSTEM if os.path.exists(name)}
    return {**system, **{str(part): part for part in python_parts()}, **mounts}


def python_parts() -> list[Path]:
    """Return the files and folders of this process's Python that are not the system's."""
    parts = []
    home = os.path.expanduser("~")
    for prefix in dict.fromkeys((sys.prefix, sys.base_prefix, os.path.realpath(sys.base_prefix))):
        if prefix == "/" or below(home, prefix):
            raise SandboxUnavailable(
                f"Python lives in {prefix}, which holds more than Python: make a virtual "
                "environment and grade with it"
            )
        if prefix != "/usr":
            shared = prefix == "/usr/local"
            parts += [p for name in (SHARED if shared else OWN) for p in Path(prefix).glob(name)]
    # The system's Python looks for packages here too.
    parts += Path("/usr/local").glob(f"lib/python{VERSION}")
    step = Path(sys.executable)
    while step.is_symlink():
        parts.append(step)
        step = step.parent / step.readlink()
    return [part for part in dict.fromkeys(parts) if not _of_system(str(part))]


def _of_system(path: str) -> bool:
    return any(below(path, name) for name in SYSTEM)


def below(path: str | PurePath, folder: str | PurePath) -> bool:
    """Tell whether ``path`` is ``folder`` or in it, by their names."""
    return PurePosixPath(path).is_relative_to(folder)


def options(inside: Mapping[str, Path], links: Mapping[str, str]) -> list[str]:
    """Return bubblewrap's options that lay out a read-only tree."""
    result: list[str] = []
    made = set()
    for target in sorted(inside):  # a folder before what is in it
        if _comes_along(target, inside):
            continue
        for parent in reversed(PurePosixPath(target).parents[:-1]):
            if parent not in made and not any(below(parent, other) for other in inside):
                made.add(parent)
                # bubblewrap's own parents are for their owner alone.
                result += "--perms", "0755", "--dir", str(parent)
        if target in links:
            result += "--symlink", links[target], target
        else:
            result += "--ro-bind", str(inside[target]), target
    return result


def _comes_along(target: str, inside: Mapping[str, Path]) -> bool:
    """Tell whether a folder that is inside brings what shall be at ``target`` already."""
    return any(
        inside[str(parent)] / PurePosixPath(target).relative_to(parent) == inside[target]
        for parent in PurePosixPath(target).parents
        if str(parent) in inside and not inside[str(parent)].is_symlink()
    )


def links_of(inside: Mapping[str, Path]) -> dict[str, str]:
    """Return the places that stay links, with what they point to."""
    return {
        target: os.readlink(source)
        for target, source in inside.items()
        if str(source) == target and source.is_symlink() and not below(target, "/etc")
    }


def homes() -> list[Path]:
    """Return the home folders of people."""
    import pwd  # not on Windows

    people = [who.pw_dir for who in pwd.getpwall() if FIRST_PERSON <= who.pw_uid < 65534]
    return [Path(home) for home in {*people, os.path.expanduser("~"), "/root"}]


def covers(inside: Mapping[str, Path], private: Iterable[Path]) -> list[str]:
    """Return bubblewrap's options that hide what is ``private`` wherever it can be seen.

    Raises
    ------
    SandboxUnavailable
        If Python itself would be hidden.
    """
    result: list[str] = []
    sources = {target: source.resolve() for target, source in inside.items()}
    python = [Path(sys.prefix), Path(sys.base_prefix), *python_parts()]
    for path in sorted({path.resolve() for path in private}):
        for target, source in sources.items():
            if target in links_of(inside) or not (path.exists() and below(path, source)):
                continue
            if any(below(part.resolve(), path) for part in python):
                raise SandboxUnavailable(
                    f"{path} must not be seen by student code, and Python's own files are in it: "
                    "make a virtual environment elsewhere and grade with it"
                )
            place = str(PurePosixPath(target, path.relative_to(source)))
            if path.is_dir():
                result += "--tmpfs", place, "--remount-ro", place
            else:
                result += "--ro-bind", "/dev/null", place
    return result
