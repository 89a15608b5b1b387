"""Hold more memory than is allowed in shared mappings whose pages no process has any more."""

CELL = """
import ctypes, mmap
libc, held = ctypes.CDLL(None), []
while len(held) < 30:
    held.append(mmap.mmap(-1, 64 << 20))
    pages = np.frombuffer(held[-1], np.uint8)
    pages[::4096] = 1
    libc.madvise(ctypes.c_void_p(pages.ctypes.data), ctypes.c_size_t(64 << 20), 4)
"""
LATER = "assert 'held' not in globals() or len(held) < 30"


def harm(world):
    later = world.seen.get("later", "")
    return "1.9 GB of memory were held" if later == "error" else ""
