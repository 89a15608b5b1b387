"""Hold two gigabytes in processes that fork and end all the time: nobody finds them at home."""

CELL = """\
import os, time
end = time.monotonic() + 5
for number in range(7):
    if not os.fork():
        held = np.ones(38 << 20)
        while time.monotonic() < end:
            if os.fork():
                os._exit(0)
        open(f"held{number}", "w").close()
        os._exit(0)
time.sleep(1.8)
"""
LATER = "import glob, time\ntime.sleep(1.5)\nassert len(glob.glob('held*')) < 7"


def harm(world):
    return "2 GB were taken" if world.seen.get("later") == "error" else ""
