"""The practice clinic, and a walk of the whole program through it."""
