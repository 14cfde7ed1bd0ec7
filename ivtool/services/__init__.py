"""One function per verb that changes data: a session and plain values in, a frozen answer out."""
