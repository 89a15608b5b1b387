"""What is missing on a machine, in the words of its system."""

import os
import platform
import sys
from pathlib import Path

PACKAGES = {
    "debian": "sudo apt install {}",
    "ubuntu": "sudo apt install {}",
    "fedora": "sudo dnf install {}",
    "rhel": "sudo dnf install {}",
    "arch": "sudo pacman -S {}",
    "suse": "sudo zypper install {}",
    "alpine": "sudo apk add {}",
}
ELSEWHERE = {
    "darwin": (
        "macOS has no bubblewrap: grade on a Linux machine, or in a virtual one: "
        "brew install lima && limactl start && limactl shell default"
    ),
    "win32": (
        "Windows has no bubblewrap: grade in WSL. In PowerShell: wsl --install; then in its "
        "window: sudo apt install bubblewrap"
    ),
}
CONTAINER = (
    "in a container: start it as an ordinary user, by podman with --security-opt unmask=ALL, or "
    "by Docker with --security-opt seccomp=unconfined --security-opt systempaths=unconfined "
    "--security-opt apparmor=unconfined; the repository has a Containerfile. As root in one that "
    "is started otherwise, --weak-jail holds less and needs none of this. On a hub, ask for such a "
    "pod, or grade elsewhere"
)
#: It lets bubblewrap alone make user namespaces; the switch would let everybody.
PROFILE = (
    "printf 'abi <abi/4.0>,\\ninclude <tunables/global>\\n"
    "profile bwrap /usr/bin/bwrap flags=(unconfined) {\\n  userns,\\n}\\n' | "
    "sudo tee /etc/apparmor.d/bwrap && sudo systemctl reload apparmor"
)
OUTLIVES = "(in a file of /etc/sysctl.d it outlives a restart)"
SWITCHES = (  # a kernel setting, what it is when it forbids user namespaces, and what allows them
    ("user/max_user_namespaces", "0", f"sudo sysctl -w user.max_user_namespaces=15000 {OUTLIVES}"),
    ("kernel/unprivileged_userns_clone", "0",
     f"sudo sysctl -w kernel.unprivileged_userns_clone=1 {OUTLIVES}"),
    ("kernel/apparmor_restrict_unprivileged_userns", "1", PROFILE),
)  # fmt: skip


def other_system(system: str = sys.platform) -> str:
    """Return what to do on a system that is not Linux, "" on Linux."""
    if system == "linux":
        return ""
    return ELSEWHERE.get(system, "grade on a Linux machine")


def install(package: str, os_release: Path = Path("/etc/os-release")) -> str:
    """Return the command that installs ``package`` on this Linux."""
    try:
        lines = os_release.read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = dict(line.split("=", 1) for line in lines if "=" in line)
    likes = " ".join(named.get(key, "").strip('"') for key in ("ID", "ID_LIKE")).split()
    for like in likes:
        for name, command in PACKAGES.items():
            if like.startswith(name) or (name == "suse" and name in like):
                return command.format(package)
    return f"install the package {package}"


def allow_namespaces(settings: Path = Path("/proc/sys")) -> str:
    """Return what lets this user make user namespaces."""
    for name, forbidding, command in SWITCHES:
        try:
            value = (settings / name).read_text(encoding="ascii").strip()
        except OSError:
            continue
        if value == forbidding:
            return command
    return CONTAINER


def old_kernel(release: str = platform.release()) -> str:
    """Return why this kernel is too old, "" if it is not.

    Before 5.14 the limit of processes counted all those of the user, the desktop's too.
    """
    if release.endswith("-Microsoft"):
        return "this is WSL 1: in PowerShell, wsl --set-version NAME 2 (wsl --list names it)"
    numbers = [int("".join(filter(str.isdigit, part)) or 0) for part in release.split(".")[:2]]
    if numbers >= [5, 14]:
        return ""
    return f"Linux {release} is too old: grade on Linux 5.14 or newer"


def give_groups(root: Path = Path("/sys/fs/cgroup")) -> str:
    """Return what gives this user control groups of his own."""
    if os.path.exists(root / "cgroup.controllers"):
        return (
            "Log in on a machine with systemd (not by su or sudo), or start the grader by: "
            "systemd-run --user --scope -p Delegate=yes course grade ..."
        )
    user = os.getuid() if hasattr(os, "getuid") else 0
    return (
        "Once after each start of the machine: "
        f"sudo install -d -o {user} {root}/{{memory,pids,cpu,cpuacct}}/course-{user}"
    )
