"""What a machine is told about itself."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox import SandboxUnavailable, jail, protection, remedy
from autograder.sandbox.protection import Protection

RELEASES = {
    'ID=debian\nVERSION_ID="12"': "sudo apt install bubblewrap",
    "ID=ubuntu\nID_LIKE=debian": "sudo apt install bubblewrap",
    'ID=linuxmint\nID_LIKE="ubuntu debian"': "sudo apt install bubblewrap",
    "ID=fedora": "sudo dnf install bubblewrap",
    'ID="rocky"\nID_LIKE="rhel centos fedora"': "sudo dnf install bubblewrap",
    "ID=arch": "sudo pacman -S bubblewrap",
    'ID="opensuse-leap"\nID_LIKE="suse opensuse"': "sudo zypper install bubblewrap",
    "ID=plan9": "install the package bubblewrap",
    "nonsense": "install the package bubblewrap",
}


@pytest.mark.parametrize(("text", "command"), RELEASES.items(), ids=range(len(RELEASES)))
def test_the_command_that_installs(tmp_path, text, command):
    path = tmp_path / "os-release"
    path.write_text(text)
    assert remedy.install("bubblewrap", path) == command


def test_a_system_without_a_name(tmp_path):
    assert remedy.install("bubblewrap", tmp_path / "absent") == "install the package bubblewrap"


@pytest.mark.parametrize(
    ("setting", "value", "command"),
    [
        ("user/max_user_namespaces", "0", "user.max_user_namespaces=15000"),
        ("kernel/unprivileged_userns_clone", "0", "kernel.unprivileged_userns_clone=1"),
        (
            "kernel/apparmor_restrict_unprivileged_userns",
            "1",
            "profile bwrap /usr/bin/bwrap flags=(unconfined) {",
        ),
    ],
)
def test_the_switch_that_forbids_is_named(tmp_path, setting, value, command):
    path = tmp_path / setting
    path.parent.mkdir()
    path.write_text(f"{value}\n")
    assert command in remedy.allow_namespaces(tmp_path)
    path.write_text("77\n")
    assert "container" in remedy.allow_namespaces(tmp_path)


def test_the_first_wsl_is_told_how_to_become_the_second():
    assert "wsl --set-version" in remedy.old_kernel("4.4.0-19041-Microsoft")
    assert remedy.old_kernel("5.15.153.1-microsoft-standard-WSL2") == ""


def test_other_systems():
    assert remedy.other_system("linux") == ""
    assert "lima" in remedy.other_system("darwin")
    assert "wsl" in remedy.other_system("win32")
    assert "Linux" in remedy.other_system("freebsd14")


@pytest.mark.parametrize(
    ("release", "old"),
    [("5.13.0-1-amd64", True), ("4.18", True), ("5.14.0", False), ("6.8-rc1+", False)],
)
def test_old_kernels(release, old):
    assert bool(remedy.old_kernel(release)) is old


def test_a_machine_without_bubblewrap(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name, path=None: None)
    offered = protection()
    assert not offered.available and offered.bubblewrap == ""
    assert "bwrap is not installed" in offered.problem and "bubblewrap" in offered.remedy


def test_a_machine_that_forbids_namespaces(monkeypatch, tmp_path):
    """Stands in for a kernel that refuses: a bubblewrap that says what the real one says."""
    program = tmp_path / "bwrap"
    program.write_text(
        "#!/bin/sh\necho bwrap: No permissions to create new namespace >&2\nexit 1\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr(jail, "_program", lambda name, package: str(program))
    offered = protection()
    assert not offered.available and "No permissions" in offered.problem
    assert offered.remedy == remedy.allow_namespaces()


def test_another_system(monkeypatch):
    monkeypatch.setattr(remedy, "other_system", lambda: "use Linux")
    assert protection() == Protection(
        False, "", protection().root, False, protection().problem, "use Linux"
    )
    with pytest.raises(SandboxUnavailable, match="use Linux"):
        jail.command(3, {}, ())


WINDOWS = """
# Python's own modules and NumPy know where they are; what is tried is the package.
import ctypes, select, shutil, socket, subprocess, sys, tempfile, numpy
for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules[name] = None
del select.poll
del select.POLLIN
sys.platform = "win32"
from autograder.sandbox import Sandbox, SandboxUnavailable, protection
print(protection().remedy)
try:
    Sandbox(protection="none").start()
except SandboxUnavailable as error:
    print(error)
"""


def test_windows_can_at_least_say_what_to_do():
    """What Windows lacks is taken away; the package must still load there."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", WINDOWS],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.count("wsl --install") == 2, done.stderr


@pytest.mark.sandbox
def test_this_machine():
    offered = protection()
    assert offered.available, offered
    assert offered.bubblewrap[0].isdigit() and offered.problem == offered.remedy == ""
