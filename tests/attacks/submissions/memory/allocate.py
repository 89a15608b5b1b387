"""Hold two gigabytes."""

ANSWERS = {
    "relu_forward": """\
def relu_forward(x):
    global held
    held = [np.ones(1 << 22) for _ in range(64)]
    open("held", "w").close()
    return x, x
"""
}
LATER = "import os\nassert not os.path.exists('held')"


def harm(world):
    return "2 GB were taken" if world.seen.get("later") == "error" else ""
