"""A filter of system calls: what a course notebook never needs is refused by the kernel.

The jail's namespaces already take the power out of most of these calls. The filter takes away the
calls themselves, because the code behind them is where kernels have their holes, and because some
(keyrings, io_uring, memory that belongs to no process) reach past namespaces and limits.
"""

import ctypes
import errno
import platform
import struct
from collections.abc import Sequence

from .errors import SandboxUnavailable

# name: number on x86_64, number on aarch64 (None: not there)
DENIED: dict[str, tuple[int, int | None]] = {
    # keys, kernel programs, debugging of other processes
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    # mounts and namespaces
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "unshare": (272, 97),
    "setns": (308, 268),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "fanotify_init": (300, 262),
    # memory that no process and no file system is charged with
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    "vmsplice": (278, 75),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    # of which the whole machine, or all processes of a user, have a fixed number; and waiting for
    # everybody's disks
    "io_setup": (206, 0),
    # of each rule the kernel keeps a record; the weak jail's own rules are set before
    "landlock_create_ruleset": (444, 444),
    "landlock_add_rule": (445, 445),
    "landlock_restrict_self": (446, 446),
    "inotify_init": (253, None),
    "inotify_init1": (294, 26),
    "sync": (162, 81),
    "syncfs": (306, 267),
    # the machine
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "create_module": (174, None),
    "query_module": (178, None),
    "get_kernel_syms": (177, None),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "nfsservctl": (180, 42),
    "syslog": (103, 116),
    "vhangup": (153, 58),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "iopl": (172, None),
    "ioperm": (173, None),
    "modify_ldt": (154, None),
    "uselib": (134, None),
    "personality": (135, 92),
    "lookup_dcookie": (212, 18),
}
CLONE = (56, 220)
CLONE3 = (435, 435)
SOCKET = (41, 198)
MMAP = (9, 222)
SETSOCKOPT = (54, 208)
FCNTL = (72, 25)
# Newer calls than these were not looked at; libraries fall back when a call is not there.
NEWEST = 462
NAMESPACE_FLAGS = 0x7E020000
# Memory that is shared and has no file stays when its pages are given up, and no process has it.
MAP_SHARED, MAP_ANONYMOUS = 0x01, 0x20
# What waits in a socket is nobody's memory; the kernel's default size for it stays.
SOL_SOCKET = 1
BUFFER_SIZES = (7, 8, 32, 33)  # SO_SNDBUF, SO_RCVBUF and the two that force them
# Locks of parts of a file: a record of the kernel's for each, without number, that is nobody's
# memory. Locks of whole files (flock) are as few as files are open. And leases, with which a
# reader makes whoever writes wait.
LOCKS = (5, 6, 7, 36, 37, 38, 1024)  # F_GETLK to F_SETLKW, F_OFD_GETLK to F_OFD_SETLKW, F_SETLEASE
FAMILIES = (1, 2, 10)  # unix, IPv4, IPv6: vsock and netlink reach past a network namespace
ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

_LOAD, _EQUAL, _ABOVE, _ANY_BIT, _RETURN = 0x20, 0x15, 0x25, 0x45, 0x06
# Offsets in struct seccomp_data; an argument's low half comes first on these machines.
_NUMBER, _ARCHITECTURE = 0, 4
_FIRST_ARGUMENT, _SECOND_ARGUMENT, _THIRD_ARGUMENT, _FOURTH_ARGUMENT = 16, 24, 32, 40
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("<HBBI", code, if_true, if_false, value)


def program(machine: str, families: Sequence[int] = FAMILIES) -> bytes:
    """Return the filter for ``machine`` (``platform.machine()``) as BPF instructions.

    Sockets may be made of ``families`` alone.

    Raises
    ------
    SandboxUnavailable
        If the numbers of its system calls are not known.
    """
    if machine not in ARCHITECTURES:
        raise SandboxUnavailable(
            f"no filter of system calls for {machine}: grade on x86_64 or aarch64"
        )
    column, architecture = ARCHITECTURES[machine]
    refuse = _step(_RETURN, _ERROR | errno.EPERM)
    missing = _step(_RETURN, _ERROR | errno.ENOSYS)
    allow = _step(_RETURN, _ALLOW)
    steps = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, architecture, 1, 0),
        _step(_RETURN, _KILL),  # 32-bit calls have other numbers
        _step(_LOAD, _NUMBER),
        _step(_ABOVE, NEWEST, 0, 1),  # the x32 calls too: they are above this bit
        missing,
        # What clone3 would do lies in memory, where a filter cannot look; clone is used instead.
        _step(_EQUAL, CLONE3[column], 0, 1),
        missing,
    ]
    for numbers in DENIED.values():
        if numbers[column] is not None:
            steps += _step(_EQUAL, numbers[column] or 0, 0, 1), refuse
    steps += [
        _step(_EQUAL, MMAP[column], 0, 5),
        _step(_LOAD, _FOURTH_ARGUMENT),
        _step(_ANY_BIT, MAP_SHARED, 0, 2),
        _step(_ANY_BIT, MAP_ANONYMOUS, 0, 1),
        refuse,
        allow,
        _step(_EQUAL, SETSOCKOPT[column], 0, 5 + len(BUFFER_SIZES)),
        _step(_LOAD, _SECOND_ARGUMENT),
        _step(_EQUAL, SOL_SOCKET, 0, 1 + len(BUFFER_SIZES)),
        _step(_LOAD, _THIRD_ARGUMENT),
        *(
            _step(_EQUAL, option, len(BUFFER_SIZES) - index, 0)
            for index, option in enumerate(BUFFER_SIZES)
        ),
        allow,
        refuse,
        _step(_EQUAL, FCNTL[column], 0, 3 + len(LOCKS)),
        _step(_LOAD, _SECOND_ARGUMENT),
        *(_step(_EQUAL, command, len(LOCKS) - index, 0) for index, command in enumerate(LOCKS)),
        allow,
        refuse,
        _step(_EQUAL, CLONE[column], 0, 4),
        _step(_LOAD, _FIRST_ARGUMENT),
        _step(_ANY_BIT, NAMESPACE_FLAGS, 0, 1),
        refuse,
        allow,
        _step(_EQUAL, SOCKET[column], 0, 2 + len(families)),
        _step(_LOAD, _FIRST_ARGUMENT),
        *(_step(_EQUAL, family, len(families) - index, 0) for index, family in enumerate(families)),
        _step(_RETURN, _ERROR | errno.EAFNOSUPPORT),
        allow,
    ]
    return b"".join(steps)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def install(families: Sequence[int] = FAMILIES) -> None:
    """Put the filter on this process and all its children, for good."""
    steps = program(platform.machine(), families)
    libc = ctypes.CDLL(None, use_errno=True)
    described = _Program(len(steps) // 8, steps)
    no_new_privileges, set_seccomp, by_filter = 38, 22, 2
    for arguments in (
        (no_new_privileges, 1, 0, 0, 0),
        (set_seccomp, by_filter, ctypes.byref(described), 0, 0),
    ):
        if libc.prctl(*arguments):
            raise OSError(ctypes.get_errno(), "the kernel takes no filter of system calls")
