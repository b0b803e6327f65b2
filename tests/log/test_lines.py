from contextlib import closing

import pytest

from servanda.errors import LedgerError
from servanda.log.lines import Lines
from servanda.log.rows import in_memory


def test_reading_ends_where_positions_do_not_count_up():
    """In a damaged file a position may not be what was asked for; reading on would never end."""
    with closing(in_memory()) as rows:
        rows.execute("CREATE TABLE stored_events (position, b, c, d, e)")
        rows.execute("INSERT INTO stored_events VALUES ('1', 'jp-fr-ict', 1, 'meeting-held', x'7b')")
        with pytest.raises(LedgerError, match="do not count up after #0"):
            list(Lines(rows).read())
