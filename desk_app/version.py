"""The program's own version, the same as in pyproject.toml (held by a test)."""

VERSION = "0.1.0"
