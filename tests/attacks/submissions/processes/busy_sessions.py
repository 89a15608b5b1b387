"""Keep every processor busy with children, each in a session of its own: it counts like a person."""

from busy import SESSIONS

CELL = SESSIONS
