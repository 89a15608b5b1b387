"""A thread writes into every result again and again, also after it was returned."""

CELL = """
import threading, time
kept = []
def write():
    while True:
        for result, wanted in kept[-9:]:
            np.maximum(wanted, 0, out=result)
        time.sleep(0.001)
threading.Thread(target=write, daemon=True).start()
def later(wanted):
    result = np.zeros_like(wanted)
    kept.append((result, wanted))
    return result
"""
ANSWERS = {
    "relu_forward": "def relu_forward(x):\n    return later(x), x",
    "relu_backward": "def relu_backward(dout, cache):\n    return later(dout)",
}
