"""Correctional facilities, taken from the policy; facility roles are scoped to one."""

from peewee import BooleanField, CharField

from shared.base.db import RecordsModel


class Facility(RecordsModel):
    """A facility by its code in the policy."""

    id = CharField(primary_key=True, max_length=40)
    name = CharField(max_length=200)
    kind = CharField(max_length=40, default="")
    active = BooleanField(default=True)
