"""The fingerprint of a change's values, so that a later check sees whether history was altered."""

import hashlib


def digest(salt: str, before: str | None, after: str | None) -> str:
    """The salted fingerprint of what a row held before and after, both as JSON.

    Without the salt, which an erasure takes with the values, it tells nothing of them.
    """
    return hashlib.sha256("\n".join((salt, before or "", after or "")).encode()).hexdigest()
