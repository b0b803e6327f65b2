"""What a page says of itself: its title, publisher, day of publication, language and address.

When the page was made or last changed is not when it was published. Standard library only.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from servanda.documents.characters import Hidden
from servanda.documents.markup import End, Start, Token, Words

LONGEST_VALUE = 500
"""Characters; what is longer is no title."""
LONGEST_DATA = 262_144
"""Characters of JSON-LD that are read."""
MOST_VALUES = 1_000
"""Values that are looked at; a page that says more of itself is not listened to any longer."""

_TITLES = ("og:title", "dcterms.title", "dc.title", "citation_title", "json:headline", "title")
_PUBLISHERS = (
    *("og:site_name", "dcterms.publisher", "dc.publisher", "citation_publisher", "publisher"),
    *("json:publisher", "article:publisher", "author"),
)
_PUBLISHED = (
    *("article:published_time", "json:datepublished", "datepublished", "dcterms.issued", "dc.date.issued"),
    *("citation_publication_date", "citation_date", "dcterms.date", "dc.date", "publishdate", "pubdate"),
    *("publish_date", "publication_date", "date"),
)
_LANGUAGES = (
    "html:lang",
    "content-language",
    "dcterms.language",
    "dc.language",
    "json:inlanguage",
    "og:locale",
)
_URLS = ("canonical", "og:url", "json:url")
_ARTICLE = re.compile(r"(news|press|report|blog)?.*(article|posting|release|report)", re.IGNORECASE)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAYS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)(?!\d)", re.ASCII),
    re.compile(r"(?P<year>\d{4})[/.](?P<month>\d\d?)[/.](?P<day>\d\d?)(?!\d)", re.ASCII),
    re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?!\d)", re.ASCII),
    re.compile(r"(?P<year>\d{4})年(?P<month>\d\d?)月(?P<day>\d\d?)日", re.ASCII),
    re.compile(rf"(?:[a-z]{{3,9}},? )?(?P<day>\d\d?) {_MONTH},? (?P<year>\d{{4}})(?!\d)", re.ASCII),
    re.compile(rf"(?:[a-z]{{3,9}},? )?{_MONTH} (?P<day>\d\d?),? (?P<year>\d{{4}})(?!\d)", re.ASCII),
)
# Such an hour of the day in UTC is on another one in East Asia, or in America.
_IN_UTC = re.compile(r"[T ](?!00:00)(?:0[0-7]|1[4-9]|2\d):\d\d.*(?:Z|[+-]00:?00)$", re.ASCII)


class Published(NamedTuple):
    """What a document says of itself besides its text; None where it does not say it.

    Attributes:
        title: of the document.
        publisher: who published it, as it is written.
        published: the day of publication.
        language: its ISO 639 code, such as ``ja``.
        url: its address.
    """

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None


class Said:
    """The values in which a page says of itself what it is, gathered tag by tag."""

    def __init__(self) -> None:
        self._values: dict[str, list[str]] = {}
        self._count = 0
        self._gathering: tuple[str, str] | None = None
        self._parts: list[str] = []

    @property
    def gathering(self) -> bool:
        """Whether the text of an element, such as the title, is being read, though the page leaves it out."""
        return self._gathering is not None

    def read(self, token: Token) -> None:
        """Take the next tag or text of the page."""
        if isinstance(token, Start):
            self._start(token.name, token.attributes)
        elif self._gathering and isinstance(token, Words):
            self._parts.append(token.text)
        elif self._gathering and isinstance(token, End) and token.name == self._gathering[0]:
            self._gathered()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        given = _lower(attributes)
        if name == "meta":
            said = (
                given.get("property") or given.get("name") or given.get("itemprop") or given.get("http-equiv")
            )
            self._add(said or "", attributes.get("content", ""))
        elif name == "html":
            self._add("html:lang", attributes.get("lang") or attributes.get("xml:lang", ""))
        elif name == "link" and "canonical" in given.get("rel", "").split():
            self._add("canonical", attributes.get("href", ""))
        elif "datepublished" in given.get("itemprop", "").split() or (name == "time" and "pubdate" in given):
            self._dated(name, attributes)
        elif name == "title" and name not in self._values:
            self._gather(name, name)
        elif name == "script" and given.get("type", "").strip() == "application/ld+json":
            self._gather(name, "json")

    def _dated(self, name: str, attributes: dict[str, str]) -> None:
        if said := attributes.get("datetime") or attributes.get("content"):
            self._add("datepublished", said)
        else:
            self._gather(name, "datepublished")

    def _gather(self, element: str, key: str) -> None:
        if self._gathering is None:
            self._gathering, self._parts = (element, key), []

    def _gathered(self) -> None:
        key, text = (self._gathering or ("", ""))[1], "".join(self._parts)
        self._gathering = None
        if key != "json":
            self._add(key, text)
        elif len(text) <= LONGEST_DATA:
            for said, value in _from_json(text):
                self._add(said, value)

    def _add(self, key: str, value: str) -> None:
        if self._count < MOST_VALUES and (line := _line(value)):
            self._count += 1
            self._values.setdefault(key, []).append(line)

    def done(self) -> tuple[Published, tuple[str, ...]]:
        """What the page says, and remarks on what it says in two ways."""
        days = list(dict.fromkeys(filter(None, map(day, self._each(_PUBLISHED)))))
        return Published(
            next(self._each(_TITLES), None),
            next(filter(_is_name, self._each(_PUBLISHERS)), None),
            days[0] if days else None,
            next(filter(None, map(_language, self._each(_LANGUAGES))), None),
            next(filter(_is_url, self._each(_URLS)), None),
        ), tuple(self._remarks(days))

    def _each(self, keys: tuple[str, ...]) -> Iterator[str]:
        return (value for key in keys for value in self._values.get(key, ()))

    def _remarks(self, days: list[date]) -> Iterator[str]:
        if len(days) > 1:
            listed = ", ".join(map(str, days))
            yield f"the page gives several days of publication, {listed}: the first is taken"
        taken = next((said for said in self._each(_PUBLISHED) if day(said)), "")
        if _IN_UTC.search(taken):
            yield f"its time of publication is in UTC, {taken}: it may have been another day where it was"


def day(said: str) -> date | None:
    """The day that a date written in figures, or in English, names; None if it is none or may be two."""
    for pattern in _DAYS:
        if found := pattern.match(said.strip().lower()):
            month = found["month"]
            try:
                return date(
                    int(found["year"]),
                    int(month) if month.isdigit() else _MONTHS.index(month) + 1,
                    int(found["day"]),
                )
            except ValueError:
                return None
    return None


def _from_json(text: str) -> Iterator[tuple[str, str]]:
    """What JSON-LD says: of several things on the page, what articles say of themselves."""
    try:
        things = list(_things(json.loads(text)))
    except (ValueError, RecursionError):
        return
    articles = [thing for thing in things if _ARTICLE.fullmatch(_text(thing.get("@type")))]
    for thing in articles[:1] or things[:1]:
        for key in ("headline", "datePublished", "inLanguage", "publisher", "url"):
            if value := _text(thing.get(key)):
                yield f"json:{key.lower()}", value


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """The things that JSON-LD is about, not those that they refer to."""
    for thing in data if isinstance(data, list) else [data]:
        if isinstance(thing, dict):
            graph = thing.get("@graph")
            yield from (one for one in graph if isinstance(one, dict)) if isinstance(graph, list) else [thing]


def _text(value: Any) -> str:
    """A value as JSON-LD may write it: alone, as the first of several, or as a thing with a name."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name", "")
    return value if isinstance(value, str) else ""


def _lower(attributes: dict[str, str]) -> dict[str, str]:
    names = ("property", "name", "itemprop", "http-equiv", "rel", "type", "pubdate")
    return {name: attributes[name][:LONGEST_VALUE].lower() for name in names if name in attributes}


def _line(value: str) -> str:
    """A value in one line without hidden characters; empty if it is too long to be one."""
    if len(value) > LONGEST_VALUE * 4:
        return ""
    line = " ".join(Hidden().left_out(value).split())
    return line if len(line) <= LONGEST_VALUE else ""


def _language(said: str) -> str | None:
    found = re.match(r"([a-z]{2,3})(?![a-z])", said.lower())
    return found[1] if found else None


def _is_url(said: str) -> bool:
    return re.match(r"https?://[^\s/]+", said) is not None


def _is_name(said: str) -> bool:
    """Whether a publisher is named, rather than linked to."""
    return "://" not in said and not said.startswith("@")
