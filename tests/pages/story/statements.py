"""A prediction of a treaty, and the page of any statement."""

from tests import factories as f

TREATY = {
    "words": "The two leaders are unlikely to sign a peace treaty this year",
    "likelihood_words": "unlikely",
}


def made(article, **fields):
    return f.PredictionFactory(article=article, state="published", **fields)


def page_of(row):
    kind = "claims" if row.annotation.kind == "claim" else "predictions"
    return f"/{kind}/{row.annotation.uid}/"
