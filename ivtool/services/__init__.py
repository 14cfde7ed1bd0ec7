"""One function per verb that changes data: a writer and plain values in, a frozen answer out."""
