"""Instruments that a meeting adopted or signed: not those of other times, nor those to come."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "The two sides signed a Memorandum of Understanding on Ropes.",
            [("Memorandum of Understanding on Ropes", "memorandum")],
        ),
        (
            "Both sides adopted the Joint Statement on Cranes.",
            [("Joint Statement on Cranes", "joint-statement")],
        ),
        ("A Harbour Action Plan was adopted.", [("Harbour Action Plan", "work-plan")]),
        ("They agreed on a joint action plan for cranes.", [("joint action plan for cranes", "work-plan")]),
        ("They issued a communiqué.", [("communiqué", "communique")]),
        ("They signed a letter of intent on quays.", [("letter of intent on quays", "letter-of-intent")]),
        ("They endorsed the Harbour Principles.", [("Harbour Principles", "principles")]),
        ("They adopted the Harbour Work Plan 2024.", [("Harbour Work Plan 2024", "work-plan")]),
        ("A Harbour Cooperation Program was signed.", [("Harbour Cooperation Program", "work-plan")]),
        ("The Agreement on Ropes was signed in 2009.", []),
        ("The Harbour Framework was adopted by the African Union.", []),
        ("They will sign a Memorandum of Understanding.", []),
        ("They recalled the Agreement on Ropes signed in 2019.", []),
        ("Following the signing of the Agreement on Ropes in 2019, they talked.", []),
        ("Cranes were painted.", []),
    ],
)
def test_what_the_sentences_say_was_adopted(release, sentence, found):
    """Its title without the article, and its kind."""
    outcomes = release(sentence).of("outcome-adopted")
    assert found == [(one.data["title"], one.data["kind"]) for one in outcomes]


def test_listed_instruments_were_signed_as_the_line_before_them_says(release):
    """Each item is one, with its whole title."""
    drafted = release(
        "The following instruments were signed:\n\n"
        "- Memorandum of Understanding on Ropes;\n"
        "- Declaration of Intent on Cranes."
    )
    assert [
        ("Memorandum of Understanding on Ropes", "memorandum"),
        ("Declaration of Intent on Cranes", "declaration"),
    ] == [(one.data["title"].rstrip(";"), one.data["kind"]) for one in drafted.of("outcome-adopted")]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("3rd Japan-France Harbour Dialogue: Joint Media Statement", "joint-statement"),
        ("Ministerial Declaration of the Japan-France Harbour Dialogue", "declaration"),
        ("Joint Communiqué of the 3rd Japan-France Harbour Dialogue", "communique"),
    ],
)
def test_a_title_says_what_was_adopted(release, title, kind):
    """The document is the instrument."""
    assert [kind] == [one.data["kind"] for one in release(title=title).of("outcome-adopted")]


def test_a_joint_statement_is_its_own_outcome(release):
    """What the title says that the document is; a sentence that says so again adds nothing."""
    title = "Joint Statement of the 3rd Japan-France Harbour Dialogue"
    (outcome,) = release("Both sides adopted the Joint Statement.", title=title).of("outcome-adopted")
    assert {
        "title": title,
        "kind": "joint-statement",
        "occurred": {"edtf": "2024-02-20"},
        "signatories": ["JP", "FR"],
        "round": 3,
    } == outcome.data
