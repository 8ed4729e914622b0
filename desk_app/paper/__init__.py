"""Sheets as they will come out of the printer: shown first, then printed or saved."""
