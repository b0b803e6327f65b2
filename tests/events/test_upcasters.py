"""Old versions of event data: every step up exists, and stored data are not touched by it."""

from typing import ClassVar

import pytest

from servanda.errors import LedgerError
from servanda.events.meeting import MeetingCancelled
from servanda.events.registry import EVENT_TYPES, read
from servanda.events.upcasters import UPCASTERS, upcast


class MeetingCancelledThirdVersion(MeetingCancelled):
    """The type after its field `number` became `ordinal` and that became `round`."""

    version: ClassVar[int] = 3


@pytest.fixture
def _third_version(monkeypatch):
    """The type with two changes behind it, each with its step."""
    monkeypatch.setitem(EVENT_TYPES, "meeting-cancelled", MeetingCancelledThirdVersion)
    for version, old, new in ((1, "number", "ordinal"), (2, "ordinal", "round")):
        monkeypatch.setitem(
            UPCASTERS,
            ("meeting-cancelled", version),
            lambda data, old=old, new=new: {new if name == old else name: data[name] for name in data},
        )


def test_every_step_exists():
    """From each version that was ever written a step leads to the next, and none leads elsewhere."""
    steps = {(slug, version) for slug, cls in EVENT_TYPES.items() for version in range(1, cls.version)}
    assert set(UPCASTERS) == steps


@pytest.mark.usefixtures("_third_version")
@pytest.mark.parametrize(("version", "field"), [(1, "number"), (2, "ordinal"), (3, "round")])
def test_old_data_become_the_present_event(version, field):
    """Data of any version read as the present event, and the data themselves stay as they were."""
    stored = {"occurred": {"edtf": "2020-03"}, field: 5}
    assert read("meeting-cancelled", version, stored).round == 5
    assert stored == {"occurred": {"edtf": "2020-03"}, field: 5}


@pytest.mark.usefixtures("_third_version")
def test_a_version_ahead_of_the_program():
    """There is no way back down: a newer version is refused."""
    with pytest.raises(LedgerError, match="version 4 of 'meeting-cancelled'"):
        read("meeting-cancelled", 4, {})


def test_present_data_pass_through():
    """Data of the present version are the data."""
    data = {"occurred": {"edtf": "2020-03"}}
    assert upcast("meeting-cancelled", 1, 1, data) is data
