"""Typing errors."""

SHORTEST = 5


def is_one_edit(word: str, other: str) -> bool:
    """Whether one letter added, left out, changed or swapped with its neighbour makes one word the other.

    Words of fewer than five letters are never near another: too many are.
    """
    if word == other or abs(len(word) - len(other)) > 1 or min(len(word), len(other)) < SHORTEST:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    rest, others = word[at:], other[at:]
    swapped = rest[1:2] + rest[0:1] + rest[2:]
    return others in (rest[1:], swapped) or rest == others[1:] or rest[1:] == others[1:]
