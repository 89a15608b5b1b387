"""The command that puts a zygote into bubblewrap.

The jail holds what ``tree`` lists of the system and of this process's Python, the sandbox's own
code, and what the caller names. For root there are two layers: the outer one builds the same tree,
in which an ordinary user can read what root's own folders hide, and gives up root's identity; the
inner one is what an ordinary user starts. Root itself is never in the jail, because the kernel
bounds nobody's processes less than root's.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from . import launch, remedy, tree
from .errors import SandboxUnavailable

HOME = "/home/student"
LIBRARY = "/sandbox"
USER = 60789  # nobody's: outside of what distributions and systemd give out
INSIDE = "1000"
WRITABLE = ("/dev", HOME, "/proc", "/tmp")


def command(fd: int, mounts: Mapping[str, Path], hidden: Iterable[Path]) -> list[str]:
    """Return the command of a jailed zygote that talks on ``fd``.

    ``mounts`` maps places inside to read-only sources outside; ``hidden`` must not be seen inside
    wherever it lies, nor must anybody's home.

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
        if not target.startswith("/") or any(tree.below(target, place) for place in WRITABLE):
            raise ValueError(f"cannot mount at {target}: absolute, and not in {WRITABLE}")
    inside = tree.layout({**_own_code(), **mounts})
    links = tree.links_of(inside)
    # The package around this one holds right answers.
    covers = tree.covers(inside, [*hidden, *tree.homes(), launch.PACKAGE.parent])
    inner = [*launch.python(fd, LIBRARY)]
    ordinary = (*_ordinary(), bubblewrap)
    named = _hostname(ordinary)
    if os.geteuid():
        return [*ordinary, *_jail(tree.options(inside, links), covers), *named, *inner]
    # The inner layer finds everything at its place inside already.
    same = {target: Path(target) for target in inside}
    return [
        # Before the tree, because Python may live below /tmp.
        *(bubblewrap, "--tmpfs", "/tmp", *tree.options(inside, links)),
        *("--bind", "/proc", "/proc", "--dev-bind", "/dev", "/dev"),
        *_become(USER),
        *(bubblewrap, *_jail(tree.options(same, links), covers), *named, *inner),
    ]


def _program(name: str, package: str) -> str:
    path = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/bin:/usr/sbin:/sbin")
    if path is None:
        raise SandboxUnavailable(f"{name} is not installed: {remedy.install(package)}")
    return path


def _ordinary() -> list[str]:
    """Return what gives up capabilities that a container left to an ordinary user.

    Bubblewrap starts with none, or refuses.
    """
    if os.geteuid() == 0 or not _capabilities():
        return []
    return [_program("setpriv", "util-linux"), "--inh-caps=-all"]


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
    if not (_capabilities() & set_group and _capabilities() & set_user):
        return False
    for kind in ("uid", "gid"):
        for line in Path(f"/proc/self/{kind}_map").read_text(encoding="ascii").splitlines():
            first, _, count = map(int, line.split())
            if first <= user < first + count:
                break
        else:
            return False
    return True


def _capabilities() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("CapEff:")[1].split()[0], 16)


@cache
def _hostname(bubblewrap: tuple[str, ...]) -> tuple[str, ...]:
    """Return what hides the machine's name; podman's filter of system calls refuses it."""
    options = ("--hostname", "sandbox")
    test = [*bubblewrap, "--unshare-user", "--unshare-uts", *options, "--ro-bind", "/", "/", "true"]
    done = subprocess.run(test, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return () if done.returncode else options


def _own_code() -> dict[str, Path]:
    package = launch.PACKAGE
    inside = f"{LIBRARY}/{package.parent.name}"
    return {
        f"{inside}/__init__.py": package.parent / "__init__.py",
        f"{inside}/{package.name}": package,
    }


def _jail(laid_out: Iterable[str], covers: Iterable[str]) -> list[str]:
    """Return the options of the jail proper."""
    return [
        *("--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"),
        *("--unshare-cgroup-try", "--uid", INSIDE, "--gid", INSIDE),
        *("--tmpfs", "/tmp", *laid_out),
        *covers,
        *("--proc", "/proc", "--dev", "/dev", "--tmpfs", HOME),
        # Mapped, the other one is shared memory without a name.
        *("--dev-bind", "/dev/null", "/dev/zero"),
        # Last, or bubblewrap's own folders stay writable from one session to the next.
        *("--remount-ro", "/dev", "--remount-ro", "/tmp", "--remount-ro", "/", "--chdir", HOME),
    ]
