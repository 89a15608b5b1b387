"""A second jail, for machines without namespaces: used only when it is asked for by name.

A session is a user of its own, who may open only what Landlock lists, call only what the filter
allows, and make no socket. It needs root, as containers have it, and promises less than the jail
of namespaces; ``CANNOT`` says what. ``own_user`` is its inside.
"""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from . import launch, remedy, tree
from .errors import SandboxUnavailable
from .family import processes_of
from .jail import can_become

#: What is promised by the jail of namespaces and not here.
CANNOT = (
    "names, sizes and times of the machine's files, and the names of its processes, can be seen",
    "what a submission writes is bounded for each file, not in all",
    "without a control group memory is only watched",
)
USERS = range(60800, 61184)  # of nobody: outside of what distributions and systemd give out
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")  # the first is written to


class OwnUser:
    """A user that no other session has, as long as this is open.

    Raises
    ------
    SandboxUnavailable
        If all are taken.
    """

    def __init__(self) -> None:
        for number in USERS:
            # A name that one process at a time can have, and that ends with its process.
            claim = socket.socket(socket.AF_UNIX)
            try:
                claim.bind(f"\0course-student-{number}")
            except OSError:
                claim.close()
                continue
            self.number, self._claim = number, claim
            self.kill()  # what a grader that was killed may have left
            return
        raise SandboxUnavailable(f"{len(USERS)} sessions run already: end some of them")

    def kill(self) -> None:
        """End all processes of the user, however many there are."""
        if not processes_of(self.number):
            return
        user = str(self.number)
        command = ("setpriv", "--reuid", user, "--regid", user, "--clear-groups")
        subprocess.run([*command, "sh", "-c", "kill -9 -1"], capture_output=True, check=False)

    def close(self) -> None:
        """End its processes and let another session have it."""
        self.kill()
        self._claim.close()


def readable(path: Sequence[str], hidden: Iterable[Path]) -> list[tuple[str, int]]:
    """Return what a session may open, with Landlock's rights: the system, Python, and ``path``.

    ``hidden`` must not be read wherever it lies, nor must anybody's home. Of a folder with such a
    thing in it the names can be read, and each other part.

    Raises
    ------
    SandboxUnavailable
        If a session cannot be confined here, or could not read Python.
    """
    problem = remedy.other_system()
    if problem:
        raise SandboxUnavailable(problem)
    from . import landlock  # not on Windows

    if os.geteuid() or not can_become(USERS[0]):
        problem = "the weak jail needs root, who may become other users: use it in a container"
    elif not landlock.version():
        problem = "this kernel has no Landlock, which the weak jail needs: use Linux 5.13 or newer"
    elif shutil.which("setpriv") is None:
        problem = f"setpriv is not installed: {remedy.install('util-linux')}"
    if problem:
        raise SandboxUnavailable(problem)
    sources = {source.resolve() for source in tree.layout({}).values()}
    sources |= {Path(place).resolve() for place in path}
    for source in sources:
        for parent in source.parents:
            if not parent.stat().st_mode & 1:
                raise SandboxUnavailable(
                    f"student code must read {source}, and {parent} lets only its owner in: "
                    "install Python and the virtual environment elsewhere"
                )
    private = {place.resolve() for place in [*hidden, *tree.homes(), launch.PACKAGE.parent]}
    rules = [rule for source in sorted(sources) for rule in _around(source, private)]
    rules += [(device, landlock.READ_FILE) for device in DEVICES]
    return [*rules, (DEVICES[0], landlock.WRITE_FILE)]


def _around(source: Path, private: set[Path]) -> list[tuple[str, int]]:
    """Return rules for ``source`` without what is private in it."""
    from . import landlock

    inner = {place for place in private if tree.below(place, source)}
    if not inner:
        return [(str(source), landlock.READ)]
    if source in inner:
        return []
    rules = [(str(source), landlock.READ_FOLDER)]
    for part in source.iterdir():
        if not part.is_symlink():
            rules += _around(part, inner)
    return rules
