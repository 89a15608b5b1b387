"""The filter of system calls, run by a small machine of its own and by the kernel."""

import errno
import json
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox import SandboxUnavailable
from autograder.sandbox.seccomp import ARCHITECTURES, DENIED, NAMESPACE_FLAGS, program

ALLOW = 0x7FFF0000
NUMBERS = {  # of calls that must pass: read, write, mmap, futex, execve, openat, exit_group
    "x86_64": [0, 1, 9, 202, 59, 257, 231],
    "aarch64": [63, 64, 222, 98, 221, 56, 94],
}
CLONE = {"x86_64": 56, "aarch64": 220}
SOCKET = {"x86_64": 41, "aarch64": 198}
machines = pytest.mark.parametrize("machine", sorted(ARCHITECTURES))


def run(machine, number, *arguments, architecture=None):
    """Run the program as the kernel would; return its verdict."""
    if architecture is None:
        architecture = ARCHITECTURES[machine][1]
    padded = [*arguments, *[0] * 6][:6]
    data = struct.pack("<IIQ6Q", number, architecture, 0, *padded)
    steps = list(struct.iter_unpack("<HBBI", program(machine)))
    assert len(steps) < 4096
    place = value = 0
    while True:
        code, if_true, if_false, constant = steps[place]
        place += 1
        if code == 0x20:
            (value,) = struct.unpack_from("<I", data, constant)
        elif code == 0x06:
            return constant
        else:
            holds = {0x15: value == constant, 0x25: value > constant, 0x45: value & constant}[code]
            place += if_true if holds else if_false


def refused(number):
    return 0x00050000 | number


@machines
def test_everyday_calls_pass(machine):
    for number in NUMBERS[machine]:
        assert run(machine, number) == ALLOW


@machines
def test_denied_calls_are_refused(machine):
    column = ARCHITECTURES[machine][0]
    for name, numbers in DENIED.items():
        if numbers[column] is not None:
            assert run(machine, numbers[column]) == refused(errno.EPERM), name


@machines
def test_clone_may_make_processes_and_no_namespaces(machine):
    assert run(machine, CLONE[machine], 0x003D0F00) == ALLOW  # what a thread needs
    assert run(machine, CLONE[machine], 17) == ALLOW  # what fork needs
    for bit in range(32):
        if NAMESPACE_FLAGS >> bit & 1:
            assert run(machine, CLONE[machine], 17 | 1 << bit) == refused(errno.EPERM)
    assert run(machine, 435) == refused(errno.ENOSYS)


@machines
def test_sockets_by_family(machine):
    for family in range(50):
        verdict = run(machine, SOCKET[machine], family)
        assert verdict == (ALLOW if family in (1, 2, 10) else refused(errno.EAFNOSUPPORT)), family


@machines
def test_shared_memory_without_a_file_is_refused(machine):
    number = {"x86_64": 9, "aarch64": 222}[machine]
    shared, private, validated, anonymous = 1, 2, 3, 0x20
    for kind, flags in ((shared, anonymous), (validated, anonymous), (shared, anonymous | 0x100)):
        assert run(machine, number, 0, 4096, 3, kind | flags) == refused(errno.EPERM)
    for kind, flags in ((private, anonymous), (shared, 0), (private, 0)):
        assert run(machine, number, 0x21, 0x21, 0x21, kind | flags) == ALLOW


@machines
def test_the_buffers_of_sockets_keep_their_size(machine):
    number = {"x86_64": 54, "aarch64": 208}[machine]
    for option in range(80):
        want = refused(errno.EPERM) if option in (7, 8, 32, 33) else ALLOW
        assert run(machine, number, 5, 1, option) == want, option
        assert run(machine, number, 1, 6, option) == ALLOW  # of TCP


@machines
def test_no_part_of_a_file_is_locked(machine):
    number = {"x86_64": 72, "aarch64": 25}[machine]
    refused_ones = [command for command in range(1100) if run(machine, number, 3, command) != ALLOW]
    assert refused_ones == [5, 6, 7, 36, 37, 38, 1024]
    assert run(machine, number, 3, 6) == refused(errno.EPERM)


@machines
def test_calls_under_other_numbers(machine):
    assert run(machine, 0x40000000 | 1) == refused(errno.ENOSYS)  # x32
    assert run(machine, 5000) == refused(errno.ENOSYS)  # of a later kernel
    assert run(machine, 1, architecture=0x40000003) == 0x80000000  # 32 bit: killed


def test_numbers_are_not_used_twice():
    for column in (0, 1):
        numbers = [n[column] for n in DENIED.values() if n[column] is not None]
        assert len(numbers) == len(set(numbers))


def test_an_unknown_machine_is_refused():
    with pytest.raises(SandboxUnavailable, match="riscv64"):
        program("riscv64")


PROBE = """
import ctypes, errno, json, platform, socket, sys
from autograder.sandbox import seccomp
column = seccomp.ARCHITECTURES[platform.machine()][0]
libc = ctypes.CDLL(None, use_errno=True)

def call(name, *arguments):
    arguments = [ctypes.c_long(a) for a in (*arguments, 0, 0, 0, 0)]
    result = libc.syscall(seccomp.DENIED[name][column], *arguments)
    return ctypes.get_errno() if result == -1 else 0

def probe():
    try:
        socket.socket(16, 3).close()
        family = 0
    except OSError as error:
        family = error.errno
    # Harmless each, and open to everybody without a filter.
    return [call("keyctl", 0, -3), call("personality", -1),
            call("kcmp", 0, 0, 99), call("memfd_create", 0), call("inotify_init1", 0),
            call("sync"), family]

before = probe()
seccomp.install()
import threading, subprocess
threading.Thread(target=print, args=("",)).start()
subprocess.run(["true"], check=True)
print(json.dumps([before, probe(), call("ptrace"), call("bpf"), call("unshare")]))
"""


@pytest.mark.linux
def test_the_kernel_takes_it():
    done = subprocess.run(
        [sys.executable, "-B", "-c", PROBE],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    before, after, *others = json.loads(done.stdout)
    assert errno.EPERM not in before and before[-1] == 0
    assert after == [errno.EPERM] * 6 + [errno.EAFNOSUPPORT]
    assert others == [errno.EPERM] * 3
