"""Money as people read it; everywhere else it is whole pence."""


def pounds(pence: int) -> str:
    """Pence as pounds: `£1,018.50`."""
    sign = "-" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"
