"""Papers: one title, one year and one link for each, in all notebooks."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from autograder.course import HOUSE

HOSTS = r"arxiv\.org|proceedings\.mlr\.press|jmlr\.org"
#: A link to a paper and the year that follows it, within 40 characters and before the next link.
CITED = re.compile(
    rf'"?\[([^\]]+)\]\((https://(?:{HOSTS})/[^)]+)\)[^\[]{{0,40}}?\b((?:19|20)\d\d)\b'
)
LINK = re.compile(rf"https?://(?:www\.)?(?:{HOSTS})[^)\s]*")
#: The year and month that an identifier begins with are real, and five digits count from 2015.
FORM = re.compile(
    r"https://(arxiv\.org/abs/(0[7-9]|1[0-4])(0[1-9]|1[0-2])\.\d{4}"
    r"|arxiv\.org/abs/(1[5-9]|2\d)(0[1-9]|1[0-2])\.\d{5}"
    r"|proceedings\.mlr\.press/v\d+/[a-z]+\d\d[a-z]?\.html|jmlr\.org/papers/v\d+/[a-z]+\d\d[a-z]\.html)"
)
FIRST = {"arxiv.org": re.compile(r"abs/(\d\d)"), "other": re.compile(r"[a-z](\d\d)[a-z]?\.html")}


def faults(text: str) -> list[str]:
    """Return what is wrong with the links to papers in a text, one sentence each."""
    found = [f"form: {link}" for link in LINK.findall(text) if not FORM.fullmatch(link)]
    years, titles, links = defaultdict(set), defaultdict(set), defaultdict(set)
    for title, link, year in CITED.findall(text):
        years[link].add(int(year))
        titles[link].add(title.lower())
        links[title.lower()].add(link)
        first = FIRST["arxiv.org" if "arxiv" in link else "other"].search(link)
        if first and int(year) < 2000 + int(first[1]):
            found.append(f"cited as of {year}, younger: {link}")
    found += [f"two years: {link}" for link, all_ in years.items() if len(all_) > 1]
    found += [f"two titles: {link}" for link, all_ in titles.items() if len(all_) > 1]
    return found + [f"two links: {title}" for title, all_ in links.items() if len(all_) > 1]


ADAM = "[Adam](https://arxiv.org/abs/1412.6980), 2015."


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (ADAM.replace("1412.6980", "1412.06980"), "form"),
        (ADAM.replace("1412.6980", "1413.6980"), "form"),
        (ADAM.replace("https", "http"), "form"),
        (f"{ADAM} {ADAM.replace('2015', '2014')}", "two years"),
        (f"{ADAM} {ADAM.replace('Adam', 'AdamW')}", "two titles"),
        (f"{ADAM} {ADAM.replace('6980', '6981')}", "two links"),
        (ADAM.replace("2015", "2013"), "younger"),
    ],
)
def test_a_wrong_link_is_seen(text, fault):
    assert any(fault in sentence for sentence in faults(text))
    assert not faults(ADAM)


def test_each_paper_has_one_title_one_year_and_one_link():
    sources = [*HOUSE.glob("solutions/*/*.py"), *HOUSE.glob("docs/*.md")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(sources))
    assert len(CITED.findall(text)) == len(LINK.findall(text)) > 30
    assert faults(text) == []
