"""Letters that nobody can see: what a web page, a mail or a word processor leaves in a text."""

import re

# Soft hyphens, joiners, marks of direction, byte order marks, tags, fillers; controls but for NUL,
# which is told, and the tab and line breaks, which are spaces.
UNSEEN = re.compile(
    "[\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e01ef]"
)
OTHER_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def seen(text: str) -> str:
    """A key, a day, a number or a word as a reader sees it: every space is a plain one.

    Empty where there is nothing to be seen.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    return OTHER_SPACES.sub(" ", UNSEEN.sub("", text)).strip()
