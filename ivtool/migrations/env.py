"""Alembic's environment: steps run on the connection that `migrate` hands over, all or none."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transactional_ddl=True)

with context.begin_transaction():
    context.run_migrations()
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if dangling:
        raise RuntimeError(f"a step left {len(dangling)} rows that point at nothing")
