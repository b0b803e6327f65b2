"""Names that are completed, offered, and refused, however many there are."""

import pytest

from given import TODAY, established, held
from servanda.domain.records import Dialogue, Source
from servanda.errors import UnknownNameError
from servanda.queries import (
    AsOf,
    dialogue,
    known_names,
    names,
    require_kind,
    require_stream,
    require_type,
    was_ever,
)


def test_names_for_completion(rows):
    """Every key that begins so and that a kind of record ever had, sorted, each once, up to a number."""
    assert ["jp-eu-ict", "jp-fr-ict"] == known_names(rows, "dialogues")
    assert ["jp-fr-ict"] == known_names(rows, "dialogues", "jp-f")
    assert [] == known_names(rows, "dialogues", "jq")
    assert 5 == len(known_names(rows, "commitments"))
    assert ["jp-fr-ict/1", "jp-fr-ict/2"] == known_names(rows, "commitments", "jp-fr-ict/", 2)


def test_what_was_ever_there(rows):
    """A key of that kind, or none."""
    assert was_ever(rows, "dialogues", "jp-fr-ict")
    assert not was_ever(rows, "dialogues", "eu-2025")


def test_what_the_log_has_is_not_refused(rows):
    """Types, streams and kinds that occur."""
    require_type(rows, "meeting-held")
    require_stream(rows, "eu-2025")
    require_kind(rows, Source, "news")


@pytest.mark.parametrize(
    ("ask", "said", "remedy"),
    [
        (
            lambda rows: require_type(rows, "meeting-hold"),
            "--type: the log has no",
            "Did you mean meeting-held?",
        ),
        (lambda rows: require_type(rows, "xyz"), "--type: the log has no", "servanda schema"),
        (lambda rows: require_stream(rows, "jp-fr-itc"), "no dialogue or source", "Did you mean jp-fr-ict?"),
        (lambda rows: require_stream(rows, "zzzz"), "no dialogue or source", "servanda dialogues"),
        (lambda rows: require_kind(rows, Dialogue, "forums"), "no dialogues of kind", "Did you mean forum?"),
        (
            lambda rows: require_kind(rows, Dialogue, "x"),
            "no dialogues of kind",
            "Recorded kinds: consultations,",
        ),
        (lambda rows: dialogue(rows, "jp-fr-itc", AsOf(TODAY)), "no dialogue", "Did you mean jp-fr-ict?"),
    ],
)
@pytest.mark.parametrize("few", [1, 2000])
def test_the_nearest_name_is_offered(rows, monkeypatch, few, ask, said, remedy):
    """Among few names the nearest of all, among many the nearest of those that begin alike."""
    monkeypatch.setattr(names, "FEW", few)

    with pytest.raises(UnknownNameError, match=said) as caught:
        ask(rows)

    assert remedy in caught.value.remedy


def test_of_many_names_those_that_begin_alike_are_compared(ledger, monkeypatch):
    """A slip at the end of a name is found among any number; one in its first letter is not."""
    slugs = [f"jp-{name}-ict" for name in ("au", "fr", "us")]
    ledger.record(
        [draft for slug in slugs for draft in (established(subject=slug), held(subject=slug))], "a recorder"
    )
    monkeypatch.setattr(names, "FEW", 2)
    rows = ledger.log.rows()

    def offered(name):
        with pytest.raises(UnknownNameError) as caught:
            require_stream(rows, name)
        return caught.value.remedy

    assert "Did you mean jp-us-ict?" == offered("jp-us-itc")
    assert "`servanda dialogues` lists what there is." == offered("xp-us-ict")
