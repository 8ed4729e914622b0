"""From pasted or opened plain text to title, sections, lists and left-out lines."""
