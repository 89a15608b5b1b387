"""Look for the hidden tests and the secret seed on the disk, in /proc, in the environment."""

from attack_kit import FIND

CELL = (
    FIND
    + """
import glob
found = []
for path in find("00_warmup.ipynb", "secret", "gradebook.db"):
    found.append(str(path))
for path in glob.glob("/proc/[0-9]*/*") + glob.glob("/proc/[0-9]*/fd/*"):
    if path.endswith(("environ", "cmdline", "maps")) or "/fd/" in path:
        try:
            text = os.readlink(path) if "/fd/" in path else open(path).read()
        except OSError:
            continue
        if "HIDDEN TESTS" in text or "gradebook" in text or "/submitted/" in text:
            found.append(path)
for path in glob.glob("/proc/[0-9]*/mem"):
    if path.split("/")[2] not in (str(os.getpid()), "self"):
        try:
            open(path, "rb").read(1)
            found.append(path)
        except OSError:
            pass
print("found", found)
"""
)
LATER = "open('found.txt', 'w').write('\\n'.join(found))\nassert not found, found"


def harm(world):
    outcome = world.seen.get("later", "")
    return "tests, seeds or the gradebook were within reach" if outcome == "error" else ""
