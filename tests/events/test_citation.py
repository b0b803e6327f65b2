"""Passages of sources: their selectors, and the form in which the command line takes them."""

from hashlib import sha256

import pytest
from pydantic import TypeAdapter, ValidationError

from servanda.events.citation import Citation, Cite, passage_hash, short_form

PASSAGE = "両国は、第23回を2024年に開催する。"
HASH = passage_hash(PASSAGE)
WHOLE = {"source": "mic-2023-11-14", "start": 120, "end": 141, "sha256": HASH}


def cite(given):
    return TypeAdapter(Cite).validate_python(given)


def test_hash_of_a_passage():
    """The hash is the SHA-256 of the passage's UTF-8 bytes, in lower-case hex."""
    assert sha256(PASSAGE.encode("utf-8")).hexdigest() == HASH
    assert passage_hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("short", "fields"),
    [
        ("mic-2023-11-14", {"source": "mic-2023-11-14"}),
        ("mic-2023-11-14#Next round", {"source": "mic-2023-11-14", "locator": "Next round"}),
        ("mic-2023-11-14#page 3 #4 @5", {"source": "mic-2023-11-14", "locator": "page 3 #4 @5"}),
        (f"mic-2023-11-14@120-141={HASH}", WHOLE),
        (f"mic-2023-11-14@120-141={HASH}#6. 今後", WHOLE | {"locator": "6. 今後"}),
        (f"mic-2023-11-14@0-1={HASH}", WHOLE | {"start": 0, "end": 1}),
    ],
)
def test_short_form(short, fields):
    """The short form names the same passage as the fields do, there and back."""
    assert cite(short) == cite(fields) == Citation(**fields)
    assert short_form(cite(fields)) == short


@pytest.mark.parametrize(
    "short",
    [
        "",
        "#heading",
        "mic-2023@",
        "mic-2023@5",
        "mic-2023@1-2",
        "mic-2023@1-2=beef",
        f"mic-2023@-1-2={HASH}",
        f"mic-2023@1-2={HASH.upper()}",
        "mic-2023#",
    ],
)
def test_not_a_short_form(short):
    """What is not of the short form is refused, quoted, with the form."""
    with pytest.raises(ValidationError, match="SOURCE@START-END=SHA256#HEADING") as refused:
        cite(short)
    assert f"{short!r} is not a citation" in str(refused.value)


@pytest.mark.parametrize("missing", ["start", "end", "sha256"])
def test_position_and_hash_belong_together(missing):
    """A position without its hash could not be found again, a hash without its position nowhere."""
    partial = {name: value for name, value in WHOLE.items() if name != missing}
    with pytest.raises(ValidationError, match="start, end and sha256 belong together"):
        cite(partial)


@pytest.mark.parametrize("end", [120, 119, 1])
def test_a_passage_ends_after_it_starts(end):
    """An empty or backward passage is refused with both of its ends."""
    with pytest.raises(ValidationError, match=rf"ends at {end}, before or where it starts \(120\)"):
        cite(WHOLE | {"end": end})


def test_quoted_words_have_the_hash_of_the_passage():
    """Words that are not those of the hash are refused; without a hash they stand by themselves."""
    assert cite(WHOLE | {"exact": PASSAGE}).exact == PASSAGE
    assert cite({"source": "mic-2023", "exact": "Other words."}).exact == "Other words."
    with pytest.raises(ValidationError, match="sha256 is not the hash of the quoted words"):
        cite(WHOLE | {"exact": "Other words."})


@pytest.mark.parametrize(
    "given",
    [5, None, [], ["mic-2023"], {}, {"source": "Not A Slug"}, WHOLE | {"start": -1}, WHOLE | {"x": 1}],
)
def test_not_a_citation(given):
    """Anything else than a citation is refused, not read as one."""
    with pytest.raises(ValidationError):
        cite(given)
