"""From a request to an assigned facilitator, through the console, on both engines."""

import pytest

from shared.records.models import Assignment, AuditEntry, Task
from tests.support import carry

pytestmark = pytest.mark.slow


@pytest.mark.S12
@pytest.mark.S13
@pytest.mark.S14
@pytest.mark.S15
@pytest.mark.S16
@pytest.mark.S20
@pytest.mark.S30
def test_request_reaches_an_assigned_facilitator(world):
    asked = carry.to(world, "assigned")
    assert asked.case.state == "assigned"
    mine = world.staff("facilitator")
    assert f"/cases/{asked.case.id}" in mine.get("/queue").links()
    assert "Rosa Delgado" in mine.get(f"/cases/{asked.case.id}").text
    world.staff("facilitator2").get(f"/cases/{asked.case.id}", expect=404)
    assert Assignment.get().facilitator_id == world.logins["facilitator"].id
    waiting = Task.select().where((Task.parent == asked.case.id) & Task.done_at.is_null())
    assert [row.kind for row in waiting] == ["case.begin_preparation"]
    assert AuditEntry.select().where(AuditEntry.event == "case.facilitator_assigned").count() == 1


@pytest.mark.postgres
def test_request_reaches_an_assigned_facilitator_on_postgresql(postgres_world):
    assert carry.to(postgres_world, "assigned").case.state == "assigned"
