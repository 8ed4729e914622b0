"""How plainly an article speaks: findings at their place, never a score of their own making.

The limits are those of plain-language guides for patients: CDC Clear Communication Index, AHRQ
PEMAT-P, and a reading grade of six to eight (AMA, NIH).
"""
