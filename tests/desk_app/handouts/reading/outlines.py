"""A reading as lines to read: one letter for what each piece is, a reason for what is left out."""

MARKS = {
    "title": "T",
    "heading": "H",
    "paragraph": "p",
    "bullet": "-",
    "step": "1",
    "picture": "o",
    "caption": "c",
}


def outline(reading):
    lines = [f"({reading.language})"]
    for piece in reading.pieces:
        mark = f"x {piece.reason.value}:" if piece.reason else MARKS[piece.kind.value]
        lines.append(f"{mark} {piece.text}")
    return lines
