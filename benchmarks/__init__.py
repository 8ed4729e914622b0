"""How fast the program is, as ratios in one interleaved run; see RESULTS.md."""
