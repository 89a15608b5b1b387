"""How an attacker finds the connection to the grader inside its own process."""

TOOLS = """\
import gc, json, os, pickle, socket, struct, threading, time
try:
    from autograder.sandbox.worker import Worker
    worker = next(o for o in gc.get_objects() if isinstance(o, Worker))
    fd = worker._connection.fileno()
    asked = []
    answer = worker._answer
    def listen(tree, payload):
        asked.append(tree)
        return answer(tree, payload)
    worker._answer = listen
except (ImportError, StopIteration):
    fd, asked = os.open(os.devnull, os.O_WRONLY), [["call", 0, "", [], [], [], [], None]]
def frame(tree, payload=b""):
    text = json.dumps(tree).encode()
    return struct.pack("<4sIQ", b"gnn1", len(text), len(payload)) + text + payload
def send(value, payload=b"", outcome=("ok",)):
    os.write(fd, frame([*asked[-1][1:3], list(outcome), [value, [], [], []]], payload))
"""
