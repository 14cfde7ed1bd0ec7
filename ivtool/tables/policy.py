"""Policy values with the day they apply from; mileage rates are among them."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from ivtool.tables.columns import day, days_are_days, options, text


class PolicyEntry(SQLModel, table=True):
    """One dated value of one key; a later day replaces an earlier one from then on."""

    __tablename__ = "policy"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(sa_column=text(required=True))
    from_on: date = Field(sa_column=day(required=True))
    value: str = Field(sa_column=text(required=True))

    __table_args__ = (
        UniqueConstraint("key", "from_on", name="uq_policy_key_from_on"),
        *days_are_days("policy", "from_on"),
        options(),
    )
