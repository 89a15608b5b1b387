"""Build and check every notebook, and what leaves the house: notebooks and bundle."""
