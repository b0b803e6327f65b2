"""That a dialogue took another name."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The dialogue was renamed the Japan-France Quay Dialogue.", "Japan-France Quay Dialogue"),
        ("Both sides changed its name to “Quay Dialogue”.", "Quay Dialogue"),
        ("The two sides decided to change the name of the dialogue to Quay Dialogue.", "Quay Dialogue"),
        ("It will henceforth be called the Quay Dialogue, both sides agreed.", "Quay Dialogue"),
        ("The dialogue met under its new name of Quay Dialogue.", "Quay Dialogue"),
        ("The harbour was renamed Port Blossom.", None),
        ("The dialogue was renamed the Japan-France Harbour Dialogue.", None),
        ("The dialogue kept its name.", None),
    ],
)
def test_a_new_name_is_read_where_the_dialogue_took_it(release, sentence, name):
    """Not that of something else, nor the one it goes by."""
    found = release(sentence).of("dialogue-renamed")
    expected = {"titles": {"en": name}, "occurred": {"edtf": "2024-02-20"}}
    assert ([expected] if name else []) == [one.data for one in found]
