"""What a page tells machines, read off its head."""

import html
import json
import re

SITE = "https://library.example"


def metas(page):
    """The properties and names of a page with what they say."""
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page)
    return {name: html.unescape(content) for name, content in found}


def canonical(page):
    [address] = re.findall(r'<link rel="canonical" href="([^"]*)">', page)
    return html.unescape(address)


def data(page):
    """What a page tells search engines, by type."""
    texts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    found = [json.loads(text) for text in texts]
    assert all(one["@context"] == "https://schema.org" for one in found)
    return {one["@type"]: one for one in found}
