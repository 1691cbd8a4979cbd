from typing import Any

from peewee import Database

class APSWDatabase(Database):
    def __init__(self, database: str, **more: object) -> None: ...
    def _add_conn_hooks(self, conn: Any) -> None: ...
