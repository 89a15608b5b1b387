"""Hold two gigabytes in processes that fork and end all the time: nobody finds them at home."""

CELL = """\
import glob, os, time
end = time.monotonic() + 3
for number in range(7):
    if not os.fork():
        held = np.ones(38 << 20)
        while time.monotonic() < end:
            if os.fork():
                os._exit(0)
        open(f"held{number}", "w").close()
        os._exit(0)
while time.monotonic() < end + 5 and len(glob.glob("held*")) < 7:
    time.sleep(0.05)
"""
LATER = "import glob\nassert len(glob.glob('held*')) < 7"


def harm(world):
    return "2 GB were taken" if world.seen.get("later") == "error" else ""
