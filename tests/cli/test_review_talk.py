"""What is asked in a review, and what comes of the answers, on an empty ledger and without a terminal."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.cli.review_session import Item, Session
from servanda.cli.review_talk import QUESTION, review
from servanda.cli.reviewing import check_against
from servanda.documents.drafting.drafted import Proposal
from servanda.documents.drafting.wording import OF_THE_SOURCE
from servanda.documents.implications import Implication
from servanda.domain.decide import Draft
from strategies import fewer

check = check_against(Path("there is none"), "desk")
SKIP_TOO = "Skip what rests on it too? y yes · n no, only this one · b back to the draft"
WHICH = "Which field? (name or number; ? lists them; Enter for none)"
OPTIONAL = "New value (. keeps it; Enter leaves it out)"
REQUIRED = "New value (. keeps it; required)"
NOTE = "What to add to the note (Enter for nothing)"
SURE = "Quit, and write nothing of what was accepted? y yes · n no"


def item(type_, subject, remarks=(), implied=(), **data):
    """A draft under review."""
    given_ = data if type_ == "source-published" else {"citations": [{"source": "mic-2025"}], **data}
    note = {"note": " ".join(remarks)} if remarks else {}
    draft = Draft(type_, subject, {**given_, **note})
    return Item(draft, Proposal(type_, data, remarks=remarks), implied, remarks)


SOURCE = item(
    "source-published",
    "mic-2025",
    occurred={"edtf": "2025-03-06"},
    titles={"en": "Outcome"},
    dialogues=["jp-no-digital"],
)
DIALOGUE = item(
    "dialogue-established",
    "jp-no-digital",
    ("The start is not stated.",),
    occurred={"edtf": "../2025-03-04"},
    titles={"en": "Japan-Norway Digital Talks"},
    kind="policy-dialogue",
    parties=["JP", "NO"],
)
MEETING = item("meeting-held", "jp-no-digital", occurred={"edtf": "2025-03-04"}, round=4, place="Oslo")
COMMITMENT = item(
    "commitment-made",
    "jp-no-digital",
    ("By whom is not stated.", OF_THE_SOURCE),
    text="Tell of faults in cables",
    kind="discuss",
    occurred={"edtf": "2025-03-04"},
    round=4,
)
ITEMS = (SOURCE, DIALOGUE, MEETING, COMMITMENT)


def play(*answers, items=ITEMS, at=0):
    """Review with these answers: the session at the end, or None; what was said; what is asked next."""
    first = items[:at]
    session = Session((*(_accepted(one) for one in first), *items[at:]), at)
    talk = review(session, check)
    asked = [next(talk)]
    for number, answer in enumerate(answers, start=1):
        try:
            asked.append(talk.send(answer))
        except StopIteration as end:
            assert number == len(answers), f"{answers[number:]} was not asked for"
            return end.value, [ask.said for ask in asked], None
    return asked[-1].shown, [ask.said for ask in asked], asked[-1].question


def _accepted(one):
    return Item(one.draft, one.proposal, one.implied, one.doubts, "accepted")


def choices(session):
    """What was decided of each item."""
    return [one.choice for one in session.items]


def drafts(session):
    """The drafts as they are now."""
    return [one.draft for one in session.items]


# Deciding


def test_each_draft_is_accepted_or_skipped():
    """In their order, a key each; at the end everything is decided."""
    session, _, asked = play("a", "a", "s", "a")
    assert (None, ["accepted", "accepted", "skipped", "accepted"]) == (asked, choices(session))
    assert [one.draft for one in ITEMS] == drafts(session)


@pytest.mark.parametrize("answer", ["", "   ", "y", "accept", "?"])
def test_nothing_is_accepted_by_accident(answer):
    """Enter puts the question again, and so does what is no key."""
    session, said, asked = play(answer)
    assert (None, QUESTION) == (session, asked)
    if answer.strip() not in ("", "?"):
        assert (f"{answer!r} is none of the keys; ? explains them.",) == said[-1]


def test_help_explains_each_key():
    """Every key of the question has its line."""
    _, said, _ = play("?")
    assert [key.split()[0] for key in QUESTION.split(" · ")] == [*(line[0] for line in said[-1][:-1]), "?"]


def test_what_would_be_refused_is_not_accepted():
    """The refusal is shown with its remedy, and the draft is asked about again."""
    second = item("meeting-held", "jp-no-digital", occurred={"edtf": "2025-03-05"}, round=4)
    session, said, asked = play("a", items=(*ITEMS, second), at=4)
    assert (None, QUESTION) == (session, asked)
    assert [
        "Refused: round 4 of jp-no-digital is held already (another entry of this batch, 2025-03-04)",
        "  A round is held once: check the ordinal, or correct that entry.",
        "Edit it, or skip it.",
    ] == list(said[-1])


def test_all_the_rest_is_accepted_when_that_is_sure():
    """A asks before it accepts what is left, and counts what has remarks."""
    refused = play("a", "A", "n")
    assert (None, QUESTION) == (refused[0], refused[2])
    assert (
        "Accept all that are not decided yet: 3 drafts, 2 of them with remarks? y yes · n no"
        == play("a", "A")[2]
    )
    session, _, asked = play("a", "A", "", "y")
    assert (None, ["accepted"] * 4) == (asked, choices(session))


def test_all_the_rest_ends_before_what_would_be_refused():
    """What comes before it is accepted, and it is asked about."""
    second = item("meeting-held", "jp-no-digital", occurred={"edtf": "2025-03-05"}, round=4)
    session, said, asked = play("A", "y", items=(*ITEMS, second))
    assert (QUESTION, [*["accepted"] * 4, "open"], 4) == (asked, choices(session), session.at)
    assert ("This one would be refused; those before it are decided.",) == said[-1]


def test_back_decides_again():
    """The one before is shown with what was decided; the first has none before it."""
    session, _, _ = play("a", "a", "b")
    assert (1, "accepted") == (session.at, session.present.choice)
    session, _, _ = play("a", "a", "b", "s", "n", "b", "a", "a", "a")
    assert ["accepted"] * 4 == choices(session)
    assert ("This is the first one.",) == play("b")[1][-1]


def test_quitting_leaves_nothing():
    """It is asked whether that is meant only if there is something to lose."""
    assert (None, None) == play("q")[::2]
    assert SURE == play("a", "q")[2]
    assert (None, QUESTION) == play("a", "q", "n")[::2]
    assert (None, None) == play("a", "q", "perhaps", "y")[::2]


# Skipping what others rest on


def test_what_rests_on_a_skipped_source_may_be_skipped_too():
    """It is said how many drafts that are, and asked."""
    _, said, asked = play("s")
    assert (SKIP_TOO, ("3 drafts rest on mic-2025, and would be refused without it.",)) == (asked, said[-1])
    session, _, asked = play("s", "", "y")
    assert (None, ["skipped"] * 4) == (asked, choices(session))


def test_what_rests_on_a_skipped_dialogue_may_be_skipped_too():
    """The source is none of it, although it names the dialogue."""
    _, said, _ = play("a", "s")
    assert ("2 drafts rest on the dialogue jp-no-digital, and would be refused without it.",) == said[-1]
    assert ["accepted", "skipped", "skipped", "skipped"] == choices(play("a", "s", "y")[0])


def test_only_the_source_may_be_skipped():
    """Then what cites it is asked about, and would be refused as it is."""
    session, _, asked = play("s", "n")
    assert (QUESTION, ["skipped", "open", "open", "open"], 1) == (asked, choices(session), session.at)
    _, said, _ = play("s", "n", "a")
    assert "Refused: citations: there is no source 'mic-2025'" == said[-1][0]


def test_skipping_can_be_thought_over():
    """b leaves the draft undecided."""
    session, _, asked = play("s", "b")
    assert (None, QUESTION) == (session, asked)


def test_what_was_skipped_along_is_open_again_with_what_it_rests_on():
    """A source that is accepted after all brings its dependants back."""
    session, _, _ = play("a", "s", "n", "b", "s", "y", items=ITEMS)
    assert ["accepted", "skipped", "skipped", "skipped"] == choices(session)
    extra = item("source-published", "mic-2026", occurred={"edtf": "2025-03-07"}, titles={"en": "Later"})
    session, _, _ = play("s", "y", "b", "b", "b", "b", "a", items=(*ITEMS, extra))
    assert (["accepted", "open", "open", "open", "open"], 1) == (choices(session), session.at)


# Editing


def test_a_field_is_edited_by_name():
    """The value is what the command line would have made of it, and the draft is still to be accepted."""
    session, said, asked = play("e", "round", "5", at=2)
    assert (QUESTION, 5, {"round"}, "open") == (
        asked,
        session.present.draft.data["round"],
        session.present.changed,
        session.present.choice,
    )
    assert ("Left as they are, of round 4: draft 4.",) == said[-1]
    assert "round: Ordinal (22), or a label where none is stated (WTSA-24, 2023-12); required." == said[-2][0]
    assert "Now: 4" == said[-2][-1]


def test_a_field_is_edited_by_number_or_in_one_line():
    """Numbers are those beside the fields on the page."""
    assert "Bergen" == play("e 3", "Bergen", at=2)[0].present.draft.data["place"]
    assert "Bergen" == play("e", "place", "Bergen", at=2)[0].present.draft.data["place"]


def test_the_nearest_field_is_offered():
    """A typing error costs one more answer; Enter leaves the fields alone."""
    _, said, asked = play("e plcae", at=2)
    assert (WHICH, ("there is no field 'plcae'. Did you mean place?",)) == (asked, said[-1])
    assert QUESTION == play("e plcae", "", at=2)[2]


def test_the_fields_are_listed():
    """With their numbers, and those that are left out too."""
    _, said, asked = play("e", "?", at=2)
    assert WHICH == asked
    assert " 3 place: City and, where useful, venue." in said[-1]
    assert " 5 format (left out): In person, online, or both." in said[-1]


@pytest.mark.parametrize(
    ("at", "field", "answer", "said"),
    [
        (2, "occurred", "march", "Refused: meeting-held: occurred: 'march' is not a date"),
        (2, "round", "0", "Refused: meeting-held: round: 0 is not a round"),
        (2, "format", "onlin", "Refused: format: 'onlin' is not one of in-person, online, hybrid"),
        (2, "occurred", "9999", "Refused: occurred: 9999 is after the day of recording"),
        (2, "stream", "Jp No", "Refused: 'Jp No' is not a slug"),
        (3, "for-round", "5", "Refused: commitment-made: for_round belongs to kind next-meeting"),
        (3, "cite", "nowhere-2025", "Refused: citations: there is no source 'nowhere-2025'"),
    ],
)
def test_a_value_that_would_be_refused_is_asked_for_again(at, field, answer, said):
    """By the event class or by the rules of the ledger, with the remedy; the draft stays as it was."""
    _, told, asked = play(f"e {field}", answer, at=at)
    assert (True, True) == (told[-1][0].startswith(said), asked.startswith("New value"))
    assert (None, QUESTION) == play(f"e {field}", answer, ".", at=at)[::2]


def test_a_draft_that_is_refused_can_be_mended_field_by_field():
    """Another field may be edited although the draft would be refused for the same reason as before."""
    second = item("meeting-held", "jp-no-digital", occurred={"edtf": "2025-03-05"}, round=4)
    session, _, asked = play("e place", "Bergen", "e round", "5", "a", items=(*ITEMS, second), at=4)
    assert (None, "accepted", "Bergen") == (
        asked,
        session.items[4].choice,
        session.items[4].draft.data["place"],
    )


def test_an_optional_field_is_left_out_by_enter():
    """A required one is not, and "." keeps what is there."""
    session, _, _ = play("e place", "", at=2)
    assert "place" not in session.present.draft.data
    _, said, asked = play("e round", "", at=2)
    assert (REQUIRED, ("round is required; . keeps it as it is.",)) == (asked, said[-1])
    assert OPTIONAL == play("e place", at=2)[2]
    assert (None, QUESTION) == play("e place", ".", at=2)[::2]


def test_a_text_of_ones_own_settles_the_doubt():
    """The sentence of the note that says whose words they are goes, and the other doubts stay."""
    session, _, _ = play("e text", "Report cable faults", at=3)
    present = session.present
    assert ("Report cable faults", "By whom is not stated.") == (
        present.draft.data["text"],
        present.draft.data["note"],
    )
    assert ("By whom is not stated.",) == present.doubts


def test_the_same_text_settles_nothing():
    """Nothing was changed."""
    session, _, _ = play("e text", "Tell of faults in cables", at=3)
    assert (COMMITMENT.draft, frozenset()) == (session.present.draft, session.present.changed)


def test_a_note_is_added():
    """After what the note says already; in one line with the key or when asked."""
    session, _, _ = play("n", "See page 2.", at=1)
    assert "The start is not stated. See page 2." == session.present.draft.data["note"]
    assert "Seen." == play("n Seen.", at=2)[0].present.draft.data["note"]
    assert (NOTE, QUESTION) == (play("n", at=2)[2], play("n", "", at=2)[2])


def test_another_slug_of_the_dialogue_is_named_everywhere():
    """As stream, and among the dialogues that the source covers."""
    session, said, _ = play("e stream", "jp-no-ict", at=1)
    assert ("Changed in 3 other drafts too.",) == said[-1]
    assert ["mic-2025", "jp-no-ict", "jp-no-ict", "jp-no-ict"] == [one.subject for one in drafts(session)]
    assert ["jp-no-ict"] == drafts(session)[0].data["dialogues"]


def test_another_slug_of_the_source_is_named_everywhere():
    """In every citation of it."""
    session, _, _ = play("e stream", "mic-2025-03", "a", "a")
    cited = [one.data["citations"] for one in drafts(session)[1:]]
    assert ("mic-2025-03", [[{"source": "mic-2025-03"}]] * 3) == (drafts(session)[0].subject, cited)


def test_what_no_longer_goes_with_an_edited_draft_is_open_again():
    """A later draft that was accepted is asked about once more, with the reason."""
    second = item("meeting-held", "jp-no-digital", occurred={"edtf": "2025-03-05"}, round=5)
    rest = item("coverage-checked", "jp-no-digital", occurred={"edtf": "2025-03-06"}, through="2025-03-06")
    items = (*ITEMS, second, rest)
    session, said, asked = play("a", "b", "b", "b", "e round", "5", "a", items=items, at=4)
    assert (QUESTION, 4, "open") == (asked, session.at, session.items[4].choice)
    assert said[-1][0].startswith("Draft 5 is open again: round 5 of jp-no-digital is held already")


# Laws

ANSWERS = st.lists(
    st.sampled_from(
        [
            "a",
            "s",
            "b",
            "A",
            "y",
            "n",
            "e round",
            "e stream",
            "e text",
            "5",
            "jp-no-ict",
            ".",
            "",
            "n Seen",
            "q",
        ]
    ),
    max_size=25,
)


@fewer(2)
@given(ANSWERS)
def test_what_is_accepted_can_be_recorded(answers):
    """Whatever is answered; and nothing is accepted without a or A."""
    talk = review(Session(ITEMS), check)
    ask = next(talk)
    shown = ask.shown
    try:
        for answer in answers:
            ask = talk.send(answer)
            shown = ask.shown or shown
    except StopIteration as end:
        shown = end.value
    if shown is None:
        return
    accepted = [shown.items[number].draft for number in shown.numbers("accepted")]
    if shown.done:
        assert check(accepted) is None
    if not {"a", "A"} & set(answers):
        assert [] == accepted


def test_what_it_means_for_the_ledger_counts_as_a_remark():
    """A draft that repeats a commitment is one to look at."""
    repeated = Implication("repeats", "jp-no-digital/1", "It is said again.")
    assert [False, True, True] == [
        MEETING.doubtful,
        DIALOGUE.doubtful,
        item("meeting-held", "a-b", (), (repeated,)).doubtful,
    ]
