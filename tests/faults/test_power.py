"""Each way to weaken durability is noticed in the journal mode that it concerns."""

import pytest

from faults.power import cuts, record, run_in, wrong_after


@pytest.mark.parametrize(
    ("journal", "mutation"), [("rollback", "synchronous full"), ("wal", "synchronous normal")]
)
def test_a_weaker_setting_loses_what_was_acknowledged(tmp_path, journal, mutation):
    """FULL without the sync of the folder in the rollback journal, NORMAL in write-ahead logging."""
    assert any("were acknowledged" in failure for failure in run_in(tmp_path, journal, 30, mutation).failures)


def test_the_trace_played_to_its_end_is_the_ledger(tmp_path):
    """With all of it synced at last, every cut after the last step leaves all that was recorded."""
    trace = record(tmp_path, "rollback")
    end = len(trace.steps)
    left = tmp_path / "left"
    left.mkdir()

    late = [cut for cut in cuts(trace, "end", range(3000)) if cut[1] == end]

    assert late
    assert None is wrong_after(trace, end, late[0][2], left)
    assert {files["servanda.db"] for _, _, files in late} == {(tmp_path / "servanda.db").read_bytes()}
