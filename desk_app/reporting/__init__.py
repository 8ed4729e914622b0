"""A report in ready words, for the screen, for paper and for a spreadsheet."""
