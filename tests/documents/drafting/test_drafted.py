"""What the drafter makes of a document."""

from datetime import date

from servanda.documents.drafting import Drafted, Proposal


def test_proposals_of_a_type_keep_their_order():
    """Others are left out."""
    source, first, second = (
        Proposal(type_, {}) for type_ in ("source-published", "meeting-held", "meeting-held")
    )
    other = Proposal("outcome-adopted", {})
    drafted = Drafted(
        language="en",
        published=date(2024, 2, 22),
        title="",
        name="",
        about="",
        parties=(),
        round=None,
        occurred="2024",
        source=source,
        proposals=(first, other, second),
    )
    assert [first, second] == drafted.of("meeting-held")
