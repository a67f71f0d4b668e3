"""A feed's elements → values. What cannot be read is left out, with a remark; one bad item never stops the rest."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any, BinaryIO

from lxml import etree

from episodes.formats import categories, timestamps
from episodes.formats.chapters import Chapter, ChapterErrors, from_psc, lenient
from episodes.formats.encodings import one_line
from episodes.formats.rss import dates
from episodes.formats.rss.documents import elements, name
from episodes.formats.rss.kept import kept
from episodes.formats.rss.values import (
    Document,
    Enclosure,
    Feed,
    FeedError,
    Frequency,
    Item,
    Labelled,
    Person,
    Place,
    Recommended,
    Remark,
    Show,
    Social,
    Soundbite,
)

MOST_ITEMS = 20_000

_TRUE = frozenset({"yes", "true", "explicit", "1"})
_FALSE = frozenset({"no", "false", "clean", "0"})

# What says how the old file was made, where it was, or when: true of that file alone.
_OF_THE_FILE = frozenset(
    {"generator", "docs", "ttl", "cloud", "lastbuilddate", "pubdate", "skiphours", "skipdays", "itunes:new-feed-url"}
)
_FEEDBURNER = "{http://rssnamespace.org/feedburner/ext/1.0}"


def parse(data: bytes | BinaryIO, *, gathered: Callable[[Iterable[Item]], Sequence[Item]] = tuple) -> Feed:
    """Read a feed, or a page of one. Raises `FeedError`, in a sentence, for what is no feed of a podcast at all.

    Of a file, which must be seekable, never more than a piece is in memory. Items are read one after the other:
    `gathered` says what they are kept in.
    """
    remarks: list[Remark] = []
    shows: list[Show] = []
    items = gathered(_items(BytesIO(data) if isinstance(data, bytes) else data, shows, remarks))
    (show,) = shows
    if not items and not show.title:
        raise FeedError("This is no feed of a podcast: it has neither a title nor an item.")
    return Feed(show=show, items=items, remarks=tuple(remarks))


def _items(file: BinaryIO, shows: list[Show], remarks: list[Remark]) -> Iterator[Item]:
    """The items as they end; the show, which is whole only then, and remarks are added to the lists."""
    for number, (kind, element) in enumerate(elements(file, remarks), start=1):
        if kind == "channel":
            shows.append(_Channel(element, remarks).show())
        elif number > MOST_ITEMS:
            raise FeedError(f"This feed has more than {MOST_ITEMS} items. No podcast has.")
        else:
            yield _Entry(element, number).item()


class _Element:
    """An element, what is in it by name, and which of that has been read."""

    def __init__(self, element: Any) -> None:
        self._element = element
        self._by_name: dict[str, list[Any]] = defaultdict(list)
        for child in element:
            self._by_name[name(child)].append(child)
        self._read: set[str] = set()

    def all(self, wanted: str) -> list[Any]:
        self._read.add(wanted)
        return self._by_name.get(wanted, [])

    def first(self, *wanted: str) -> Any:
        """The first element of any of these names, in the order of the names."""
        return next((found for one in wanted for found in self.all(one)), None)

    def text(self, *wanted: str) -> str:
        """The text of the first element of these names that has one, with its lines."""
        for one in wanted:
            for found in self.all(one):
                if said := _text(found):
                    return said
        return ""

    def line(self, *wanted: str) -> str:
        return one_line(self.text(*wanted))

    def truth(self, *wanted: str) -> bool | None:
        said = self.line(*wanted).lower()
        return True if said in _TRUE else False if said in _FALSE else None

    def address(self, wanted: str, *attributes: str) -> str:
        """The address in an attribute of an element, or in the element itself, as some write it."""
        for found in self.all(wanted):
            for said in (*(found.get(attribute, "") for attribute in attributes), _text(found)):
                if address := str(said).strip():
                    return address
        return ""

    def unread(self, *, but: Iterable[str] = ()) -> Iterator[Any]:
        left_out = {*self._read, *but}
        return (child for child in self._element if name(child) not in left_out)


def _text(element: Any) -> str:
    """The text of an element; of one that has others in it, as XHTML in notes, their XML."""
    if len(element) == 0:
        return str(element.text or "").strip()
    inner = [element.text or "", *(etree.tostring(child, encoding="unicode", method="html") for child in element)]
    return "".join(inner).strip()


class _Reader:
    """What a channel and an item have in common. `number` is that of the item; 0 is the show."""

    def __init__(self, element: Any, number: int) -> None:
        self._in = _Element(element)
        self._number, self._line = number, element.sourceline or 0
        self._remarks: list[Remark] = []

    def _remark(self, message: str, element: Any = None) -> None:
        line = self._line if element is None else element.sourceline or self._line
        self._remarks.append(Remark(message=message, item=self._number, line=line))

    def _persons(self) -> tuple[Person, ...]:
        found = []
        for element in self._in.all("podcast:person"):
            if called := one_line(_text(element)):
                found.append(
                    Person(
                        name=called,
                        role=one_line(element.get("role", "")).lower() or "host",
                        group=one_line(element.get("group", "")).lower() or "cast",
                        img=element.get("img", "").strip(),
                        href=element.get("href", "").strip(),
                    )
                )
        return tuple(found)

    def _license(self) -> tuple[str, str]:
        """The name of the licence, and the address of its text."""
        found = self._in.first("podcast:license")
        return ("", "") if found is None else (one_line(_text(found)), found.get("url", "").strip())

    def _labelled(self, wanted: str, attribute: str) -> tuple[Labelled, ...]:
        found = (
            Labelled(text=one_line(_text(element)), about=one_line(element.get(attribute, "")))
            for element in self._in.all(wanted)
        )
        return tuple(one for one in found if one.text or one.about)

    def _place(self) -> Place | None:
        """The place that this is about; where none is said to be, the first one."""
        places = [place for place in self._in.all("podcast:location") if _text(place)]
        about = [place for place in places if place.get("rel", "subject") == "subject"]
        place = next(iter(about or places), None)
        return None if place is None else Place(name=one_line(_text(place)), geo=place.get("geo", "").strip())

    def _image(self) -> tuple[str, str]:
        """The address of the cover, and its words."""
        words = ""
        square = ""
        for element in self._in.all("podcast:image"):
            if element.get("purpose", "artwork") == "artwork" and element.get("href"):
                square, words = square or element.get("href"), words or one_line(element.get("alt", ""))
        address = self._in.address("itunes:image", "href", "url") or square
        return address.strip(), words

    def _other_images(self) -> Iterator[Any]:
        return (one for one in self._in.all("podcast:image") if one.get("purpose", "artwork") != "artwork")

    def _number_of(self, *names: str) -> int | None:
        for one in names:
            said = self._in.line(one)
            if not said:
                continue
            if re.fullmatch(r"[0-9]{1,6}", said):
                return int(said) or None
            self._remark(f"“{said[:40]}” is no whole number, and was left out (<{one}>).", self._in.first(one))
        return None

    def _keep(self, elements: Iterable[Any]) -> str:
        written, left_out = kept(elements)
        if left_out:
            self._remark(f"Elements that could not be kept as they are: {left_out}.")
        return written


class _Channel(_Reader):
    def __init__(self, element: Any, remarks: list[Remark]) -> None:
        super().__init__(element, 0)
        self._remarks = remarks

    def show(self) -> Show:
        read = self._in
        image, alt = self._image()
        owner = _Element(found) if (found := read.first("itunes:owner")) is not None else None
        license, license_url = self._license()
        locked = read.first("podcast:locked")
        relations = self._links()
        values = Show(
            title=read.line("title", "itunes:title"),
            link=read.line("link"),
            description=read.text("description", "content:encoded"),
            summary=read.text("itunes:summary"),
            subtitle=read.line("itunes:subtitle"),
            language=read.line("language", "dc:language"),
            author=read.line("itunes:author", "dc:creator"),
            owner_name=owner.line("itunes:name") if owner else "",
            owner_email=owner.line("itunes:email") if owner else "",
            copyright=read.line("copyright", "dc:rights"),
            categories=self._categories(),
            explicit=read.truth("itunes:explicit"),
            kind=read.line("itunes:type").lower(),
            complete=bool(read.truth("itunes:complete")),
            block=bool(read.truth("itunes:block")) or self._is_blocked(),
            blocked_services=tuple(found.get("id") for found in self._blocks() if self._is_of_a_service(found)),
            image=image or self._rss_image(),
            image_alt=alt,
            guid=read.line("podcast:guid"),
            locked=None if locked is None else _text(locked).lower() in _TRUE,
            locked_owner="" if locked is None else locked.get("owner", "").strip(),
            medium=read.line("podcast:medium"),
            license=license,
            license_url=license_url,
            place=self._place(),
            frequency=self._frequency(),
            funding=self._labelled("podcast:funding", "url"),
            texts=self._labelled("podcast:txt", "purpose"),
            persons=self._persons(),
            recommended=self._recommended(),
            new_address=read.line("itunes:new-feed-url"),
            this=relations.get("self", ""),
            next=relations.get("next", ""),
        )
        read.all("image")
        return replace(values, kept=self._keep(self._unread()))

    def _unread(self) -> Iterator[Any]:
        left_out = {*_OF_THE_FILE, "item"}
        yield from (one for one in self._in.unread(but=left_out) if not name(one).startswith(_FEEDBURNER))
        # There is no field for what one service alone is allowed, and none for these relations and images.
        yield from (one for one in self._blocks() if one.get("id") and not self._is_of_a_service(one))
        yield from (one for one in self._in.all("atom:link") if one.get("rel") == "payment")
        yield from self._other_images()

    def _links(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for element in self._in.all("atom:link"):
            found.setdefault(element.get("rel", "alternate").lower(), element.get("href", "").strip())
        return found

    def _blocks(self) -> list[Any]:
        return self._in.all("podcast:block")

    def _is_blocked(self) -> bool:
        return any(_text(found).lower() in _TRUE for found in self._blocks() if not found.get("id"))

    def _is_of_a_service(self, block: Any) -> bool:
        """Whether it keeps the show out of one service, by a name as they have."""
        return _text(block).lower() in _TRUE and bool(re.fullmatch(r"[a-z0-9]{1,40}", block.get("id", "")))

    def _categories(self) -> tuple[tuple[str, str], ...]:
        found: list[tuple[str, str]] = []
        for element in self._in.all("itunes:category"):
            first = one_line(element.get("text", "") or element.text or "")
            parts = [one_line(inner.get("text", "")) for inner in element if name(inner) == "itunes:category"]
            for part in parts or [""]:
                nearest = categories.nearest(first, part)
                if nearest != (first, part):
                    taken = f"“{categories.joined(*nearest)}” was taken" if nearest else "it was left out"
                    said = categories.joined(first, part)
                    self._remark(f"Apple Podcasts has no category “{said}” any more: {taken}.", element)
                if nearest:
                    found.append(nearest)
        return tuple(dict.fromkeys(found))

    def _rss_image(self) -> str:
        element = self._in.first("image")
        return "" if element is None else _Element(element).line("url")

    def _frequency(self) -> Frequency:
        element = self._in.first("podcast:updatefrequency")
        if element is None:
            return Frequency()
        rule, start = one_line(element.get("rrule", "")), one_line(element.get("dtstart", ""))
        return Frequency(words=one_line(_text(element)), rule=rule, start=start)

    def _recommended(self) -> tuple[Recommended, ...]:
        rolls = self._in.all("podcast:podroll")
        return tuple(
            Recommended(
                guid=one_line(element.get("feedGuid", "")),
                url=element.get("feedUrl", "").strip(),
                title=one_line(element.get("title", "")),
            )
            for roll in rolls
            for element in roll
            if name(element) == "podcast:remoteitem"
        )


class _Entry(_Reader):
    def item(self) -> Item:
        read = self._in
        guid = read.first("guid")
        image, alt = self._image()
        season = read.first("podcast:season")
        episode = read.first("podcast:episode")
        at, transcripts = self._documents()
        license, license_url = self._license()
        values = Item(
            number=self._number,
            line=self._line,
            title=read.line("title", "itunes:title"),
            # Byte for byte: a space in it belongs to what apps know the episode by.
            guid="" if guid is None else str(guid.text or ""),
            guid_is_permalink=guid is None or guid.get("isPermaLink", "true").strip().lower() != "false",
            link=read.line("link"),
            published_at=self._moment(),
            enclosure=self._enclosure(),
            description=read.text("description"),
            content=read.text("content:encoded"),
            summary=read.text("itunes:summary"),
            subtitle=read.line("itunes:subtitle"),
            duration_ms=self._duration(),
            season=self._number_of("itunes:season", "podcast:season"),
            season_name="" if season is None else one_line(season.get("name", "")),
            episode=self._number_of("itunes:episode", "podcast:episode"),
            episode_label="" if episode is None else one_line(episode.get("display", "")),
            kind=read.line("itunes:episodetype").lower(),
            explicit=read.truth("itunes:explicit"),
            block=bool(read.truth("itunes:block")),
            license=license,
            license_url=license_url,
            funding=next(iter(self._labelled("podcast:funding", "url")), None),
            image=image,
            image_alt=alt,
            topics=tuple(dict.fromkeys(topic for found in read.all("category") if (topic := one_line(_text(found))))),
            persons=self._persons(),
            chapters_at=at,
            chapters=self._chapters(),
            transcripts=transcripts,
            soundbites=self._soundbites(),
            social=self._social(),
            place=self._place(),
        )
        left = self._keep(self._unread())
        return replace(values, kept=left, remarks=tuple(self._remarks))

    def _unread(self) -> Iterator[Any]:
        yield from (one for one in self._in.unread() if not name(one).startswith(_FEEDBURNER))
        # Of these there is room for one.
        yield from self._in.all("enclosure")[1:]
        yield from self._posts()[1:]
        yield from self._in.all("podcast:funding")[1:]
        yield from self._other_images()

    def _moment(self) -> Any:
        element = self._in.first("pubdate", "dc:date")
        if element is None or not _text(element):
            return None
        try:
            moment, guess = dates.parse(_text(element))
        except dates.DateError as error:
            self._remark(str(error), element)
            return None
        if guess:
            self._remark(guess, element)
        return moment

    def _enclosure(self) -> Enclosure | None:
        element = self._in.first("enclosure")
        if element is None or not element.get("url", "").strip():
            return None
        said = element.get("length", "").strip()
        length = int(said) if re.fullmatch(r"[0-9]{1,15}", said) else 0
        if not length:
            self._remark(f"The enclosure's length is “{said[:20]}”, so its size is not known yet.", element)
        return Enclosure(
            url=element.get("url").strip(), type=element.get("type", "").strip().lower(), length=length or None
        )

    def _duration(self) -> int | None:
        element = self._in.first("itunes:duration")
        said = "" if element is None else one_line(_text(element))
        if not said:
            return None
        try:
            return timestamps.parse(said) or None
        except timestamps.TimestampError as error:
            # Some count minutes beyond 59.
            if found := re.fullmatch(r"([0-9]{1,3}):([0-9]{1,3}):([0-9]{1,3})", said):
                hours, minutes, seconds = map(int, found.groups())
                self._remark(f"The duration is “{said}”, of which the parts were added up.", element)
                return ((hours * 60 + minutes) * 60 + seconds) * 1000 or None
            self._remark(f"The duration was left out. {error}", element)
            return None

    def _documents(self) -> tuple[Document | None, tuple[Document, ...]]:
        """Where the chapters are, and the transcripts."""
        chapters = next(iter(self._all_documents("podcast:chapters")), None)
        return chapters, tuple(dict.fromkeys(self._all_documents("podcast:transcript")))

    def _all_documents(self, wanted: str) -> Iterator[Document]:
        for element in self._in.all(wanted):
            if url := element.get("url", "").strip():
                kind, language = element.get("type", "").strip().lower(), element.get("language", "").strip()
                yield Document(url=url, type=kind, language=language)

    def _chapters(self) -> tuple[Chapter, ...]:
        element = self._in.first("psc:chapters")
        if element is None:
            return ()

        def left_out(said: str) -> None:
            self._remark(f"An address of a chapter was left out, since it is none: “{said[:60]}”.", element)

        try:
            return from_psc(etree.tostring(element, with_tail=False), address=lenient(left_out))
        except ChapterErrors as errors:
            which = "Some of the" if errors.others else "The"
            self._remark(f"{which} chapters (psc:chapters) were left out. {errors.items[0].message}", element)
            return errors.others

    def _soundbites(self) -> tuple[Soundbite, ...]:
        found = []
        for element in self._in.all("podcast:soundbite"):
            try:
                start, duration = (timestamps.parse(element.get(key, "")) for key in ("startTime", "duration"))
            except timestamps.TimestampError as error:
                self._remark(f"A soundbite was left out. {error}", element)
                continue
            if duration:
                found.append(Soundbite(start_ms=start, duration_ms=duration, title=one_line(_text(element))))
        return tuple(found)

    def _posts(self) -> list[Any]:
        """The posts under which the episode is discussed, the most important one first."""
        return sorted(self._in.all("podcast:socialinteract"), key=_priority)

    def _social(self) -> Social | None:
        post = next(iter(self._posts()), None)
        if post is None:
            return None
        protocol = post.get("protocol", "").strip().lower()
        uri, account = post.get("uri", "").strip(), one_line(post.get("accountId", ""))
        return Social(protocol=protocol, uri="" if protocol == "disabled" else uri, account=account)


def _priority(post: Any) -> int:
    said = post.get("priority", "").strip()
    return int(said) if re.fullmatch(r"[0-9]{1,6}", said) else 1_000_000
