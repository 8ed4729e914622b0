"""Saved pages, rich text, Markdown and Word documents: what each states about its words."""
