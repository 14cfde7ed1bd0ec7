"""Letters that nobody can see: what a web page, a mail or a word processor leaves in a text."""

import re

# Soft hyphens, joiners, marks of direction, byte order marks, tags, fillers. A terminal's controls
# are none: whoever shows a text takes them out of it.
UNSEEN = (
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e01ef]"
)
OTHER_SPACES = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"


def seen(text: str) -> str:
    """A key, a day, a number or a word as a reader sees it: every space is a plain one.

    Empty where there is nothing to be seen.
    """
    if text.isascii():
        return text.strip()
    return re.sub(OTHER_SPACES, " ", re.sub(UNSEEN, "", text)).strip()
