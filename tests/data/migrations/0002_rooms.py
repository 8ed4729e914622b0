"""A step as a later version of the program will take it: a table is rebuilt, rows are touched."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    with op.batch_alter_table("staff") as batch:
        batch.add_column(sa.Column("room", sa.String(16), nullable=True))
        batch.alter_column("initials", type_=sa.String(12), existing_type=sa.String(8))
    op.execute("UPDATE staff SET room = 'west'")
    op.create_index("ix_staff_room", "staff", ["room"])


def downgrade():
    raise NotImplementedError
