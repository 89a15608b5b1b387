"""The command that puts a zygote into bubblewrap.

The jail holds the system and the Python of this process, both read-only, the sandbox's own code,
and what the caller names. For root there are two layers: the outer one builds the same tree, in
which an ordinary user can read what root's own folders hide, and gives up root's identity; the
inner one is what an ordinary user starts. Root itself is never in the jail, because the kernel
bounds nobody's processes less than root's.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from . import launch, remedy
from .errors import SandboxUnavailable

HOME = "/home/student"
LIBRARY = "/sandbox"
USER = 60789  # nobody's: outside of what distributions and systemd give out
INSIDE = "1000"
SYSTEM = ("/bin", "/lib", "/lib32", "/lib64", "/libx32", "/sbin")
SETTINGS = ("/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime")
WRITABLE = ("/dev", HOME, "/proc", "/tmp")


def command(fd: int, mounts: Mapping[str, Path], hidden: Iterable[Path]) -> list[str]:
    """Return the command of a jailed zygote that talks on ``fd``.

    ``mounts`` maps places inside to read-only sources outside; ``hidden`` are paths of the system
    or of Python's folders that must not be seen inside.

    Raises
    ------
    SandboxUnavailable
        If this user cannot be confined.
    ValueError
        If a mount would be covered by a place that is writable inside.
    """
    reason = remedy.other_system() or remedy.old_kernel()
    if reason:
        raise SandboxUnavailable(reason)
    bubblewrap = _program("bwrap", "bubblewrap")
    for target in mounts:
        if not target.startswith("/") or any(_below(target, place) for place in WRITABLE):
            raise ValueError(f"cannot mount at {target}: absolute, and not in {WRITABLE}")
    hidden = [*hidden, *_installed(launch.PACKAGE.parent)]
    settings = {name: Path(name) for name in SETTINGS if os.path.exists(name)}
    sources = {**settings, **_python_folders(), **_own_code(), **mounts}
    inner = [*launch.python(fd, LIBRARY)]
    if os.geteuid():
        return [bubblewrap, *_jail(sources, hidden), *inner]
    # The inner layer finds everything at its place inside already.
    same = {target: Path(target) for target in sources}
    return [
        # Before the tree, because Python may live below /tmp.
        *(bubblewrap, "--tmpfs", "/tmp", *_tree(sources), "--bind", "/proc", "/proc"),
        *("--dev-bind", "/dev", "/dev"),
        *_become(USER),
        *(bubblewrap, *_jail(same, hidden), *inner),
    ]


def _program(name: str, package: str) -> str:
    path = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/bin:/usr/sbin:/sbin")
    if path is None:
        raise SandboxUnavailable(f"{name} is not installed: {remedy.install(package)}")
    return path


def _become(user: int) -> list[str]:
    """Return the command with which root becomes nobody in particular."""
    if not can_become(user):
        raise SandboxUnavailable(
            "root cannot be confined, and this root cannot become another user: "
            "grade as an ordinary user, or give the container the right to change users"
        )
    change = ("--reuid", "--regid")
    return [
        _program("setpriv", "util-linux"),
        *(part for option in change for part in (option, str(user))),
        *("--clear-groups", "--inh-caps=-all"),
    ]


def can_become(user: int) -> bool:
    """Tell whether this process may become ``user``: it is root, and the user exists for it."""
    set_group, set_user = 1 << 6, 1 << 7
    status = Path("/proc/self/status").read_text(encoding="ascii")
    capabilities = int(status.split("CapEff:")[1].split()[0], 16)
    if not (capabilities & set_group and capabilities & set_user):
        return False
    for kind in ("uid", "gid"):
        for line in Path(f"/proc/self/{kind}_map").read_text(encoding="ascii").splitlines():
            first, _, count = map(int, line.split())
            if first <= user < first + count:
                break
        else:
            return False
    return True


def _python_folders() -> dict[str, Path]:
    folders = {sys.prefix, sys.base_prefix, str(Path(sys.base_prefix).resolve())}
    for folder in folders:
        if folder == "/" or _below(os.path.expanduser("~"), folder):
            raise SandboxUnavailable(
                f"Python lives in {folder}, which holds more than Python: make a virtual "
                "environment and grade with it"
            )
    return {name: Path(name) for name in folders if not _below(name, "/usr")}


def _own_code() -> dict[str, Path]:
    package = launch.PACKAGE
    inside = f"{LIBRARY}/{package.parent.name}"
    return {
        f"{inside}/__init__.py": package.parent / "__init__.py",
        f"{inside}/{package.name}": package,
    }


def _installed(package: Path) -> list[Path]:
    """Return ``package`` if it can be seen among Python's own folders: it holds more than this."""
    folders = [*_python_folders().values(), Path("/usr")]
    return [package] if any(package.is_relative_to(folder) for folder in folders) else []


def _below(path: str, folder: str) -> bool:
    return PurePosixPath(path).is_relative_to(folder)


def _tree(sources: Mapping[str, Path]) -> list[str]:
    """Return the options that lay out a read-only tree."""
    options = ["--ro-bind", "/usr", "/usr"]
    for name in SYSTEM:
        if os.path.islink(name):
            options += "--symlink", os.readlink(name), name
        elif os.path.isdir(name):
            options += "--ro-bind", name, name
    made = set()
    for target in sorted(sources):  # a folder before what is in it
        for parent in reversed(PurePosixPath(target).parents[:-1]):
            if parent not in made and not any(_below(str(parent), other) for other in sources):
                made.add(parent)
                # bubblewrap's own parents are for their owner alone.
                options += "--perms", "0755", "--dir", str(parent)
        options += "--ro-bind", str(sources[target]), target
    return options


def _jail(sources: Mapping[str, Path], hidden: Iterable[Path]) -> list[str]:
    """Return the options of the jail proper."""
    covers: list[str] = []
    for path in hidden:
        if path.is_dir():
            covers += "--tmpfs", str(path), "--remount-ro", str(path)
        elif path.exists():
            covers += "--ro-bind", "/dev/null", str(path)
    return [
        *("--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"),
        *("--unshare-cgroup-try", "--uid", INSIDE, "--gid", INSIDE, "--hostname", "sandbox"),
        *("--tmpfs", "/tmp", *_tree(sources)),
        *covers,
        *("--proc", "/proc", "--dev", "/dev", "--tmpfs", HOME),
        # Last, or bubblewrap's own folders stay writable from one session to the next.
        *("--remount-ro", "/dev", "--remount-ro", "/tmp", "--remount-ro", "/", "--chdir", HOME),
    ]
