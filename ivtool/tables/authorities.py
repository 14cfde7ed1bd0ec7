"""The local authorities that look after children, or in whose area they live."""

from sqlalchemy import Index, func
from sqlmodel import Field, SQLModel

from ivtool.tables.columns import options, text


class Authority(SQLModel, table=True):
    """A local authority; its name is written one way whatever the case it came in."""

    __tablename__ = "authority"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_column=text(required=True))

    __table_args__ = (options(),)


_authority = SQLModel.metadata.tables["authority"].c
Index("uq_authority_name", func.lower(_authority.name), unique=True)
