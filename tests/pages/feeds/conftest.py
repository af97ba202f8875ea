"""A library with something in every feed."""

import pytest

from annotations.models import Verdict
from annotations.services.reviewing import withdraw
from tests import factories as f


@pytest.fixture
def full(small):
    """Something in every feed."""
    editor = f.EditorFactory(username="secret.editor", first_name="Secret", last_name="Editor")
    small.grow(1)
    withdraw(user=editor, annotation=small.claims[-1].annotation, reason="Not in the text.")
    judged = small.predictions[1].annotation
    old = Verdict.objects.get(annotation=judged)
    f.VerdictFactory(
        annotation=judged,
        state="did-not-come-true",
        supersedes=old,
        review="confirmed",
        confirmed_by=editor,
    )
    return small
