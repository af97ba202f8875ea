"""What tests of the search page share: a published source in which everything can be found."""

import pytest

from tests import factories as f
from tests.indexed import index_everything

TEXT = (
    "Long ago.\n\nThe leaders sign a <b>peace treaty</b> & go home.\n\n"
    "Moscow waits for the security dialogue."
)


@pytest.fixture
def source():
    """A published source in which something of every kind can be found."""
    row = f.ArticleFactory(
        slug="piece",
        title="Winter talks",
        text=TEXT,
        authors=[f.AuthorFactory(slug="ann", name="Ann Archer")],
        publication=f.PublicationFactory(slug="times", name="The Times"),
        state="published",
    )
    public = {"article": row, "state": "published"}
    f.ClaimFactory(words="sign a <b>peace treaty</b>", summary="There is a treaty.", **public)
    f.PredictionFactory(words="Moscow waits", summary="Moscow will wait.", **public)
    actor = f.ActorFactory(slug="russia", name="Russia")
    f.ActorAliasFactory(actor=actor, text="Moscow")
    f.MentionFactory(actor=actor, words="Moscow", **public)
    index_everything()
    return row
