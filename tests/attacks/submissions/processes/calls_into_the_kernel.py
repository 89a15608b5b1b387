"""Call what kernels have their holes in: io_uring, user faults, keyrings, tracing, memory files."""

CELL = """
import ctypes, os, platform
libc, answered = ctypes.CDLL(None), []
room = ctypes.create_string_buffer(4096)
calls = {
    "io_uring": (425, 4, room), "userfaultfd": (323, 1), "keyctl": (250, 0, -3),
    "perf_event_open": (298, room, 0, -1, -1, 0), "memfd_create": (319, b"x", 0),
    "kcmp": (312, os.getpid(), os.getpid(), 0, 0, 0), "personality": (135, 0xFFFFFFFF),
    "fsopen": (430, b"tmpfs", 0), "unshare": (272, 0x10000000), "inotify_init1": (294, 0),
}
if platform.machine() == "x86_64":
    for name, (number, *arguments) in calls.items():
        if libc.syscall(number, *arguments) >= 0:
            answered.append(name)
"""
LATER = "assert not answered, answered"


def harm(world):
    later = world.seen.get("later", "")
    return "the kernel answered calls that reach past a jail" if later == "error" else ""
