"""Hold more memory than is allowed in the buffers of sockets that nobody reads."""

CELL = """
import os, socket, time
def fill(told):
    sent, pairs = 0, []
    try:
        while sent < 60 << 20:
            pairs.append(socket.socketpair())
            for end in pairs[-1]:
                try:
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 24)
                except OSError:
                    pass
                end.setblocking(False)
                try:
                    while True:
                        sent += end.send(bytes(1 << 15))
                except OSError:
                    pass
    except OSError:
        pass
    os.write(told, sent.to_bytes(8, "big"))
    time.sleep(1000)
sent, (ours, theirs) = [], os.pipe()
children = 0
try:
    for _ in range(35):
        if not os.fork():
            fill(theirs)
        children += 1
except OSError:
    pass
for _ in range(children):
    sent.append(int.from_bytes(os.read(ours, 8), "big"))
"""
LATER = "assert 'sent' not in globals() or sum(sent) < 1536 << 20, sum(sent)"


def harm(world):
    later = world.seen.get("later", "")
    return "1.5 GB of memory were held" if later == "error" else ""
