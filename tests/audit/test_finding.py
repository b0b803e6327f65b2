from hypothesis import given

from given import TODAY
from servanda.audit import check, subject
from servanda.queries import AsOf, entry, named_position
from strategies import fewer, offers

NOW = AsOf(TODAY)


@fewer(2)
@given(offers())
def test_a_finding_says_where_to_look(audited, offered):
    """Its address, asked for as it stands, is an entry or a record; its entries are in the log."""
    with audited(offered) as rows:
        for finding in check(rows, NOW):
            position = named_position(finding.address)
            if position is None:
                address, _, round_ = finding.address.partition(" ")
                _, key = subject(rows, address, round_ or None, NOW)
                assert finding.address == key
            else:
                assert position in finding.entries
            assert finding.entries
            assert list(finding.entries) == [entry(rows, one).position for one in finding.entries]
