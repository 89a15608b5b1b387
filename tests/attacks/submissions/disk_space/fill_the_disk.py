"""Write three hundred megabytes to every place that takes them."""

CELL = """\
written = 0
for place in (".", "/tmp", "/var/tmp", "/dev/shm"):
    try:
        with open(f"{place}/filler", "wb") as file:
            for _ in range(300):
                file.write(bytes(1 << 20))
                written += 1
    except OSError:
        pass
    finally:
        try:
            import os
            os.truncate(f"{place}/filler", 0)
        except OSError:
            pass
"""
LATER = "assert written < 300"


def harm(world):
    return "300 MB of disk were taken" if world.seen.get("later") == "error" else ""
