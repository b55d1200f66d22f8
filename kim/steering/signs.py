"""The short sign of a body, as it stands before the numbers of its decisions."""

import re

LONGEST = 6


def sign_of(name: str) -> str:
    """LG of Lenkungsgruppe, AGS of AG auf Strukturebene: initials of what is written large, signs as they are."""
    words = re.findall(r"[^\W\d_]+", name)
    large = [word for word in words if word[0].isupper()]
    if len(large) == 1 and large[0].lower().endswith("gruppe") and len(large[0]) > len("gruppe"):
        return f"{large[0][0]}G"
    sign = "".join(word if word.isupper() else word[0] for word in large)
    return sign[:LONGEST] or "G"
