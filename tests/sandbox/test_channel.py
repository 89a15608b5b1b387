"""The trusted end of the connection, with a peer that a test plays."""

import os
import socket

import pytest

from autograder.sandbox import Deadline, ProtocolViolation, TimedOut, WorkerDied
from autograder.sandbox.channel import PIPE_SIZE, Capture, Channel
from autograder.sandbox.wire import pack


@pytest.fixture
def peer():
    """Give a channel and the other end of its connection."""
    ours, theirs = socket.socketpair()
    captures = Capture(100), Capture(100)
    channel = Channel(ours, *captures, 1 << 20)
    yield channel, theirs
    channel.close()
    theirs.close()
    for capture in captures:
        capture.close()


def within(seconds):
    return [Deadline(seconds, lambda: 0.0, patience=1.0)]


def soon():
    return within(10.0)


def test_a_reply_arrives(peer):
    channel, theirs = peer
    theirs.sendall(pack([1, "a"], [b"raw"], 100))
    tree, payload = channel.exchange(b"question", soon())
    assert tree == [1, "a"] and bytes(payload) == b"raw"
    assert theirs.recv(100) == b"question"


def test_a_reply_after_its_time_is_none(peer):
    channel, theirs = peer
    theirs.sendall(pack([1], [b""], 100))
    with pytest.raises(TimedOut):
        channel.exchange(b"question", within(-1.0))


def test_silence_ends_with_the_time(peer):
    channel, _ = peer
    with pytest.raises(TimedOut):
        channel.exchange(b"question", within(0.05))


def test_a_reader_that_does_not_read(peer):
    channel, _ = peer
    with pytest.raises(TimedOut):
        channel.exchange(bytes(1 << 24), within(0.05))


@pytest.mark.parametrize("question", [b"short", bytes(1 << 24)])
def test_a_peer_that_hangs_up(peer, question):
    channel, theirs = peer
    theirs.close()
    with pytest.raises(WorkerDied, match="ended"):
        channel.exchange(question, soon())


def test_bytes_that_are_no_message(peer):
    channel, theirs = peer
    theirs.sendall(b"HTTP/1.1 200 OK and so on")
    with pytest.raises(ProtocolViolation):
        channel.exchange(b"question", soon())


def test_a_capture_keeps_the_beginning_and_counts_the_rest():
    capture = Capture(10)

    os.write(capture.writing, b"0123456789abcdef")
    assert capture.take() == "0123456789\n... and 6 bytes more"
    assert capture.take() == ""
    os.write(capture.writing, b"again")
    assert capture.take() == "again"
    capture.close()


def test_a_capture_drains_at_most_a_pipe_full():
    """Somebody writes as fast as it is read: the end is after a fixed number of bytes."""

    capture = Capture(10)
    read = capture.read

    def refill():
        done = read()
        os.set_blocking(capture.writing, False)
        os.write(capture.writing, bytes(1 << 15))
        return done

    capture.read = refill
    os.write(capture.writing, b"x")
    capture.drain()
    assert capture._dropped <= PIPE_SIZE
    capture.close()
