"""From a picture as somebody has it to one that is fit for paper."""
