"""Feeds, read back as XML."""

import datetime
from xml.etree import ElementTree

from django.utils import timezone

CATALOGUED = ["actors", "topics", "propositions", "publications", "authors"]
NAMES = ["sources", "claims", "predictions", "verdicts", "due", "changes", *CATALOGUED]
ATOM = "{http://www.w3.org/2005/Atom}"
NASTY = "a < b & \"c\" <script>alert('x')</script> \x07\x1f\ufffe ]]> 🇯🇵 טוקיו"
CLEAN = "a < b & \"c\" <script>alert('x')</script>  ]]> 🇯🇵 טוקיו"


def feed(client, name, query=""):
    response = client.get(f"/feeds/{name}.atom{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def entries(client, name, query=""):
    return feed(client, name, query).findall(f"{ATOM}entry")


def text(element, name):
    return element.findtext(f"{ATOM}{name}")


def titles(client, name, query=""):
    return [text(entry, "title") for entry in entries(client, name, query)]


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def moment(written):
    return datetime.datetime.fromisoformat(written)
