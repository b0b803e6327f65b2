"""What every store holds new entries to."""

import pytest

from servanda.errors import ConflictError
from servanda.log.store import Stored, require_next


def entry(position, subject, version):
    return Stored(position, subject, version, "meeting-held", b"{}")


def test_each_entry_is_the_one_after_the_last():
    """Versions go on where each stream ended, and within the batch."""
    last = {"jp-fr-ict": 2, "jp-eu-ict": 0}
    new = [entry(5, "jp-fr-ict", 3), entry(6, "jp-eu-ict", 1), entry(7, "jp-fr-ict", 4)]
    require_next(new, {}, last.__getitem__)


@pytest.mark.parametrize("version", [2, 4])
def test_a_version_out_of_turn_is_a_conflict(version):
    """Neither a version that is taken nor one that leaves a gap is stored."""
    with pytest.raises(ConflictError, match="somebody else recorded in jp-fr-ict"):
        require_next([entry(5, "jp-fr-ict", version)], {}, lambda _: 2)


def test_what_the_decision_read_must_not_have_grown():
    """A stream that was only read, such as a cited source, has to be as it was read."""
    last = {"jp-fr-ict": 2, "mic-2023": 2}
    require_next([entry(5, "jp-fr-ict", 3)], {"mic-2023": 2}, last.__getitem__)
    with pytest.raises(ConflictError, match="somebody else recorded in mic-2023"):
        require_next([entry(5, "jp-fr-ict", 3)], {"mic-2023": 1}, last.__getitem__)
