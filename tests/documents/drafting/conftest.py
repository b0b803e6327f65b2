"""What the tests of drafting have in common: releases about a made-up harbour dialogue."""

from datetime import date

import pytest

from servanda.documents.drafting import draft

PUBLISHED = date(2024, 2, 22)  # a Thursday


@pytest.fixture
def release():
    """A function that drafts a release of the 3rd Japan-France Harbour Dialogue with some sentences in it."""

    def drafting(*sentences, title="3rd Japan-France Harbour Dialogue", published=PUBLISHED):
        text = f"{title}\n\nThe 3rd Japan-France Harbour Dialogue was held in Paris on 20 February 2024.\n\n"
        return draft(text + "\n\n".join(sentences) + "\n\nThe end.", published, "en")

    return drafting
