"""Hold two gigabytes in many children, none of which is large."""

CELL = """\
import os, time
for _ in range(10):
    if not os.fork():
        held = np.ones(26 << 20)
        open(f"held{os.getpid()}", "w").close()
        time.sleep(30)
        os._exit(0)
time.sleep(1.5)
"""
LATER = "import glob\nassert len(glob.glob('held*')) < 10"


def harm(world):
    return "2 GB were taken" if world.seen.get("later") == "error" else ""
