"""A package, so that Chromium ends with it: its loop would be in the way of other tests."""
