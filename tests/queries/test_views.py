from datetime import date

from given import TODAY, established, held, made
from servanda.events.window import Window
from servanda.queries import AsOf, Filters, dialogue, dialogue_overviews, dialogue_view, status
from servanda.queries.views import DUE_GROUPS


def test_a_dialogue_at_a_glance(rows):
    """The last round held, the next one scheduled and promised, and how much is open."""
    eu, fr = dialogue_overviews(rows, AsOf(TODAY))

    assert ("jp-fr-ict", "22", "23", "jp-fr-ict/1", 2) == (
        fr.dialogue.slug,
        fr.last.round,
        fr.scheduled.round,
        fr.promised.commitment.ref,
        fr.open,
    )
    assert ("30", None, "jp-eu-ict/2", 2) == (
        eu.last.round,
        eu.scheduled,
        eu.promised.commitment.ref,
        eu.open,
    )


def test_a_glance_is_of_a_day_and_narrowed(rows):
    """What came later is not in it; filters choose the dialogues."""
    (fr,) = dialogue_overviews(rows, AsOf(date(2023, 1, 1)), Filters(party=("FR",)))

    assert ("21", None, None, 0) == (fr.last.round, fr.scheduled, fr.promised, fr.open)


def test_an_implied_round_is_not_promised_as_the_next_one(ledger):
    """A promise of a round that the log does not have, while a later one was held, is not still to come."""
    ledger.record(
        [established(), held(22), made(round=22, kind="next-meeting"), held(24, "2025-05-01")], "a recorder"
    )

    (overview,) = dialogue_overviews(ledger.log.rows(), AsOf(TODAY))

    assert (None, 1) == (overview.promised, overview.open)


def test_a_dialogue_with_all_that_belongs_to_it(rows):
    """Names over time with their dates, the watermark, and what the lists say of it."""
    as_of = AsOf(TODAY)

    view = dialogue_view(rows, dialogue(rows, "jp-fr-ict", as_of), as_of)

    assert [
        ("Japan-France ICT Consultations", Window("2010-04-01")),
        ("Japan-France Digital Dialogue", Window("2024-05-01")),
    ] == view.names
    assert date(2025, 2, 1) == view.looked_until
    assert ["21", "22", "23"] == [meeting.round for meeting in view.meetings]
    assert ["jp-fr-ict/3", "jp-fr-ict/1", "jp-fr-ict/2"] == [seen.commitment.ref for seen in view.commitments]
    assert [8] == [outcome.number for outcome in view.outcomes]


def test_names_were_others_by_what_was_known(rows):
    """Before the new name was recorded there was one name."""
    as_of = AsOf(TODAY, 12)

    view = dialogue_view(rows, dialogue(rows, "jp-fr-ict", as_of), as_of)

    assert [("Japan-France ICT Consultations", Window("2010-04-01"))] == view.names
    assert date(2023, 11, 14) == view.looked_until


def test_the_state_of_the_whole_record(rows):
    """Counts, open commitments by what their due dates mean, and meetings to come."""
    found = status(rows, AsOf(TODAY))

    assert (20, "2025-02-03T09:00:00.000007Z") == (found.entries, found.last_recorded)
    assert {
        "dialogues": 2,
        "meetings held": 3,
        "outcomes": 1,
        "sources": 2,
        "commitments": 5,
        "open": 4,
        "fulfilled": 1,
        "fulfilled on time": 0,
        "fulfilled late": 1,
        "fulfilled indeterminate": 0,
        "closed otherwise": 0,
    } == found.counts
    assert DUE_GROUPS == tuple(found.due)
    assert {
        "overdue": ["jp-eu-ict/2"],
        "due soon": ["jp-eu-ict/1"],
        "upcoming": ["jp-fr-ict/1"],
        "ongoing": ["jp-fr-ict/2"],
    } == {group: [seen.commitment.ref for seen in seens] for group, seens in found.due.items() if seens}
    assert ["jp-fr-ict 23"] == [meeting.key for meeting in found.scheduled]


def test_the_state_as_it_was_known(rows):
    """Entries and counts go no further than what was known; of nothing there is nothing."""
    then = status(rows, AsOf(date(2024, 1, 10), 8))
    nothing = status(rows, AsOf(TODAY, 0))

    assert (8, "2024-01-10T09:00:00.000007Z", 1, 3) == (
        then.entries,
        then.last_recorded,
        then.counts["dialogues"],
        then.counts["open"],
    )
    assert (0, "", {0}) == (nothing.entries, nothing.last_recorded, set(nothing.counts.values()))
