from datetime import date

from given import TODAY, adopted, concluded, established, fulfilled, held, made, paced
from servanda.domain.inference import Inferred
from servanda.events.window import Window
from servanda.presentation import plain_json
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
    } == {
        name: [seen.commitment.ref for seen in group.first]
        for name, group in found.due.items()
        if group.total
    }
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


def test_what_is_inferred_about_a_dialogue(rows):
    """The next round by the interval so far, in the list and in the view; of one round there is none."""
    as_of = AsOf(TODAY)
    eu, fr = dialogue_overviews(rows, as_of)

    assert Inferred((), None, (), None) == eu.inferred
    assert ("interval", 23, (3, 4)) == (
        fr.inferred.expected.rule,
        fr.inferred.expected.ordinal,
        fr.inferred.expected.entries,
    )
    in_view = dialogue_view(rows, fr.dialogue, as_of).inferred
    assert plain_json.inferred(fr.inferred) == plain_json.inferred(in_view)


def test_of_a_dialogue_that_has_ended_nothing_is_expected(ledger):
    """What is missing in its past is still missing; no round is to come."""
    drafts = (established(), held(20, "2018-05"), held(22, "2020-05"), paced("2018", times=1))
    ledger.record([*drafts, concluded("2024-04-01")], "a recorder")

    def inferred(on):
        (overview,) = dialogue_overviews(ledger.log.rows(), AsOf(on))
        return overview.inferred

    before, after = inferred(date(2024, 3, 31)), inferred(date(2024, 4, 1))
    assert [(21,)] == [gap.ordinals for gap in after.missing]
    assert (None, (), None) == (after.expected, after.kept, after.host)
    assert (23, 2) == (before.expected.ordinal, len(before.kept))


def test_the_last_round_is_the_one_with_the_highest_ordinal(ledger):
    """Ordinals tell more than vague dates; a round without one is the last if it was surely later."""
    ledger.record([established(), held(22, "2023"), held(21, "2023-12-01")], "a recorder")
    (overview,) = dialogue_overviews(ledger.log.rows(), AsOf(TODAY))
    assert "22" == overview.last.round

    ledger.record([held("special", "2024-02-01")], "a recorder")
    (overview,) = dialogue_overviews(ledger.log.rows(), AsOf(TODAY))
    assert "special" == overview.last.round


def test_what_a_later_round_does_not_mention(ledger):
    """Open commitments that were passed over are listed once more, beside their group."""
    drafts = (established(), held(22), made(round=22), made(due="2024"), held(23, "2024-05"))
    ledger.record([*drafts, adopted(occurred="2024-05", round=23)], "a recorder")

    found = status(ledger.log.rows(), AsOf(TODAY))

    assert ["jp-fr-ict/2", "jp-fr-ict/1"] == [seen.commitment.ref for seen in found.dropped.first]
    assert ["jp-fr-ict/1"] == [seen.commitment.ref for seen in found.due["ongoing"].first]


def test_how_many_were_kept_in_time(ledger):
    """Of the fulfilled ones so many on time, late, and of so many nobody can tell; others had no date."""
    ledger.record(
        [
            established(),
            *(made(due=due) for due in ("2024-05", "2024-07", "2024-06-14", None)),
            *(fulfilled(number, "2024-06") for number in (1, 2, 3, 4)),
        ],
        "a recorder",
    )

    counts = status(ledger.log.rows(), AsOf(TODAY)).counts

    assert {
        "fulfilled": 4,
        "fulfilled on time": 1,
        "fulfilled late": 1,
        "fulfilled indeterminate": 1,
    } == {name: number for name, number in counts.items() if name.startswith("fulfilled")}
