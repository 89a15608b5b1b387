"""Make rules of Landlock's, of which the kernel keeps as many as one likes, and never use them."""

CELL = """
import ctypes, struct
libc, rules = ctypes.CDLL(None), 0
ruleset = libc.syscall(444, struct.pack("=QQQ", 0, 3, 0), ctypes.c_size_t(16), 0)
for port in range(20_000 if ruleset >= 0 else 0):
    rules += not libc.syscall(445, ruleset, 2, struct.pack("=QQ", 3, port), 0)
"""
LATER = "assert rules < 20_000"


def harm(world):
    later = world.seen.get("later", "")
    return "rules without number were made" if later == "error" else ""
