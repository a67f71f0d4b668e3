"""A page of show notes, taken apart line by line. What is not recognised stays in `body`."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from episodes.formats import links as link_lists
from episodes.formats import markdown
from episodes.formats.encodings import one_line
from episodes.formats.notes import people, rich, signs, timing, words, writing
from episodes.formats.notes.lines import Line, Shape, is_known, names_links, read_lines
from episodes.formats.notes.values import Kind, NotedLink, NotedPerson, Notes, Section

LONGEST_TITLE = 255
LONGEST_SUMMARY = 600

_SHORT = 100
_MOST_OF_A_LABEL = 3
_NOTHING = frozenset({Shape.BLANK, Shape.UNDERLINE})
_FIRST_LINES = 12

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]{0,500})\]\([^()\s]{0,2000}\)")
_QUOTED = re.compile(r"""(?s)\s*(["'“„«])(.+)["'”“»]\s*\Z""")
_TITLE_END = (".", ",", ";", ":", "。", "：", "，")


def parse(text: str) -> Notes:
    """Recognise what a page of notes says: text, Markdown, or rich text as HTML.

    Never raises; takes time in proportion to the text. Each line is recognised, or is in `body`, or both.
    """
    return _Reading(rich.from_html(text) if rich.is_html(text) else text).notes()


class _Reading:
    """One page, and what each of its lines was recognised as so far."""

    def __init__(self, text: str) -> None:
        self._lines = read_lines(text)
        self._kinds: dict[int, Kind] = {}
        self._people: list[NotedPerson] = []
        self._links: list[NotedLink] = []
        turns = Counter(speaker for line in self._lines if (speaker := signs.speaker_of(line)))
        self._is_talk = any(count > 1 for count in turns.values())

    def notes(self) -> Notes:
        chapters = self._chapters()
        title = self._title()
        self._labelled_people()
        self._outright_links()
        self._listed_links()
        summary = self._summary()
        self._people_in_prose(title)
        sections = self._sections()
        return Notes(
            title=title,
            summary=summary,
            people=people.merged(self._people),
            sections=sections,
            links=tuple(sorted(self._links, key=lambda link: link.lines)),
            chapters=tuple(line.chapter for line in chapters if line.chapter),
            body=writing.markdown(line for line in self._lines if self._stays(line)),
            source=tuple(line.raw for line in self._lines),
            kinds=tuple(self._kind(line) for line in self._lines),
            chapter_lines=tuple(line.number for line in chapters),
        )

    def _kind(self, line: Line) -> Kind:
        return self._kinds.get(line.number, Kind.BLANK if line.shape is Shape.BLANK else Kind.BODY)

    def _stays(self, line: Line) -> bool:
        """Whether the line is in the notes that remain; of contact lines those that are no link."""
        kind = self._kind(line)
        return kind in {Kind.BLANK, Kind.BODY, Kind.SECTION} or (kind is Kind.CONTACT and bool(_MAIL.search(line.text)))

    def _free(self) -> list[Line]:
        return [line for line in self._lines if line.shape not in _NOTHING and line.number not in self._kinds]

    def _mark(self, kind: Kind, *lines: Line) -> None:
        self._kinds.update({line.number: kind for line in lines})

    # --- Chapters and title ---

    def _chapters(self) -> list[Line]:
        """The chapters' lines, each once; the heading above them goes with them."""
        found = timing.chapter_lines(self._lines)
        self._mark(Kind.CHAPTER, *found)
        if found and (heading := timing.heading_of(self._lines, found)):
            self._mark_heading(Kind.CHAPTER, heading)
        return list({line.chapter: line for line in reversed(found)}.values())[::-1]

    def _mark_heading(self, kind: Kind, heading: Line) -> None:
        self._mark(kind, heading)
        below = self._lines[heading.number : heading.number + 1]
        self._mark(kind, *(line for line in below if line.shape is Shape.UNDERLINE))

    def _title(self) -> str:
        """What is called so, or the first line if it is short, no sentence, and not all there is."""
        free = self._free()
        for names in (words.TITLE, words.SUBJECT):
            for line in free[:_FIRST_LINES]:
                found = signs.LABEL.fullmatch(line.plain[: signs.LONGEST_LINK])
                if found and signs.label_of(found) in names and len(found["rest"]) <= LONGEST_TITLE:
                    self._mark_heading(Kind.TITLE, line)
                    return self._said_again(one_line(_QUOTED.sub(r"\2", found["rest"])), free)
        first = free[0] if free else None
        if first is None or not self._may_be_title(first) or len(free) + len(self._kinds) == 1:
            return ""
        self._mark_heading(Kind.TITLE, first)
        return one_line(first.plain)

    def _said_again(self, title: str, free: Sequence[Line]) -> str:
        """The title; a heading that says no more than that goes with it."""
        for line in free[:_FIRST_LINES]:
            if line.shape is Shape.HEADING and line.plain == title:
                self._mark_heading(Kind.TITLE, line)
        return title

    def _may_be_title(self, line: Line) -> bool:
        if line.shape is Shape.HEADING:
            return not (is_known(line) or people.labelled(line.plain, 1))
        return (
            line.shape is Shape.TEXT
            and len(line.text) <= LONGEST_TITLE
            and line.chapter is None
            and not line.plain.endswith(_TITLE_END)
            and "://" not in line.text
            and not people.labelled(line.plain, line.number)
            and signs.outright(line) is None
            and not self._is_conversation(line)
        )

    def _is_conversation(self, line: Line) -> bool:
        """Whether somebody says this line, in a text where at least one person speaks again."""
        return self._is_talk and bool(signs.speaker_of(line))

    # --- People ---

    def _labelled_people(self) -> None:
        """Lines such as `Guest: …`, and lists under a heading such as `Guests`."""
        role, heading, last = "", None, 0
        for line in self._lines:
            if line.shape in {Shape.BLANK, Shape.UNDERLINE} or line.number in self._kinds:
                continue
            here = people.labelled(line.plain, line.number)
            if not here and line.shape is Shape.HEADING:
                role, heading, last = words.ROLES.get(line.name, ""), line, 0
                continue
            if not here and role and line.is_bare and (line.shape is Shape.ITEM or last in {0, line.number - 1}):
                here = people.listed(line.plain, line.number, role)
                last = line.number if here else last
                if here and heading:
                    self._mark_heading(Kind.PERSON, heading)
            if not here and line.is_bare:
                here = people.announced(line.plain, line.number)
            if here:
                self._people += here
                self._mark(Kind.PERSON, line)
            else:
                role = ""

    def _people_in_prose(self, title: str) -> None:
        """Those whom the summary and the text name; the words stay where they are."""
        prose = [
            line for line in self._lines if line.shape is Shape.TEXT and self._kind(line) in {Kind.BODY, Kind.SUMMARY}
        ]
        named = [person for line in prose for person in people.in_prose(line.plain, line.number)]
        at = next((number for number, kind in self._kinds.items() if kind is Kind.TITLE), 0)
        rest = "\n".join(line.plain for line in self._lines if line.number != at)
        self._people += [*named, *people.in_title(title, rest, at)]

    # --- Links ---

    def _outright_links(self) -> None:
        """Lines that say themselves that they are of a sponsor, or of how to write to the show."""
        for line in self._free():
            kind = signs.outright(line) if line.is_bare else None
            is_contact = kind is Kind.CONTACT
            if kind and ((is_contact and _MAIL.search(line.text)) or self._take(line, sponsored=not is_contact)):
                self._mark(kind, line)

    def _listed_links(self) -> None:
        """What is listed under a heading of links, and lists of nothing but addresses."""
        run: list[Line] = []
        under: Line | None = None
        for line in self._lines:
            passed = self._kinds.get(line.number) in {Kind.SPONSOR, Kind.CONTACT}
            if passed or line.shape in {Shape.BLANK, Shape.UNDERLINE}:
                continue
            if line.shape is Shape.HEADING and line.number not in self._kinds:
                self._take_run(run)
                run, under = [], line if names_links(line) else None
            elif line.number in self._kinds or not line.is_bare:
                self._take_run(run)
                run, under = [], None
            elif under and (line.shape is Shape.ITEM or signs.is_link(line)):
                if self._take(line):
                    self._mark(Kind.LINK, line)
                    self._mark_heading(Kind.LINK, under)
            elif signs.is_link(line):
                run.append(line)
            else:
                self._take_run(run)
                run, under = [], None
        self._take_run(run)

    def _take_run(self, run: Sequence[Line]) -> None:
        """Addresses one below the other, unless they are under a heading of their own: that one would stand alone."""
        if len(run) < 2 or self._has_own_heading(run[0]):
            return
        for line in run:
            if self._take(line):
                self._mark(Kind.LINK, line)

    def _has_own_heading(self, line: Line) -> bool:
        above = self._lines[max(0, line.number - 4) : line.number - 1]
        close = next((other for other in reversed(above) if other.shape is not Shape.BLANK), None)
        return close is not None and close.shape is Shape.HEADING and close.number not in self._kinds

    def _take(self, line: Line, *, sponsored: bool | None = None) -> bool:
        """Take the links of a line, if they are all that it says; `sponsored=False` is a way to write to the show."""
        found = signs.links_of(line)
        if not found or not signs.words_of(line.plain) <= signs.words_of(
            " ".join(part for pair in found for part in pair)
        ):
            return False
        self._links += [
            NotedLink(label or link_lists.readable(url), url, sponsored is True, sponsored is False, (line.number,))
            for label, url in found
        ]
        return True

    # --- Summary and sections ---

    def _summary(self) -> str:
        """What is called so, or the first paragraph before any list; too long, its beginning, and it stays."""
        first = self._named_summary() or self._first_paragraph()
        return self._take_summary(self._paragraph(first)) if first else ""

    def _named_summary(self) -> Line | None:
        """The line `Summary: …`, or the one below such a heading."""
        free = self._free()
        for line, below in zip_longest(free, free[1:]):
            if (
                line.shape is Shape.TEXT
                and (found := signs.LABEL.match(line.text))
                and signs.label_of(found) in words.SUMMARY
            ):
                return line
            if line.shape is Shape.HEADING and line.name in words.SUMMARY and below and below.shape is Shape.TEXT:
                self._mark_heading(Kind.SUMMARY, line)
                return below
        return None

    def _first_paragraph(self) -> Line | None:
        for line in self._free():
            if line.shape is not Shape.TEXT or line.chapter:
                return None
            if self._may_be_summary(line):
                return line
        return None

    def _may_be_summary(self, line: Line) -> bool:
        is_short = len(line.text) < signs.LEAST_SUMMARY and line.text.isascii()
        is_said = bool(signs.SPEAKER.match(line.plain)) and self._is_conversation(line)
        return not (is_short or line.text.endswith(",") or is_said or signs.is_fact(line))

    def _take_summary(self, paragraph: Sequence[Line]) -> str:
        source = " ".join(line.text for line in paragraph)
        label = signs.LABEL.match(source)
        if label and signs.label_of(label) in words.SUMMARY:
            source = source[label.start("rest") :].lstrip("*_ ")
        plain = one_line(_MARKDOWN_LINK.sub(r"\1", source).replace("**", "").replace("__", ""))
        # Where links would be lost, or words, the paragraph stays in the notes as well.
        if len(plain) <= LONGEST_SUMMARY and not _MARKDOWN_LINK.search(source) and "://" not in source:
            self._mark(Kind.SUMMARY, *paragraph)
        return markdown.excerpt(signs.before_address(plain), LONGEST_SUMMARY)

    def _paragraph(self, first: Line) -> list[Line]:
        """The lines of one paragraph: a long line is one, short ones go on until a sentence or the block ends."""
        found = [first]
        for line in self._lines[first.number :]:
            last = found[-1].text
            if line.shape is not Shape.TEXT or line.number in self._kinds or len(last) > _SHORT:
                break
            if signs.SENTENCE_END.search(last) and not self._is_wrapped(first):
                break
            found.append(line)
        return found

    def _is_wrapped(self, first: Line) -> bool:
        """Whether the block was broken into lines of one width: at least three of them, all short."""
        block = []
        for line in self._lines[first.number - 1 : first.number + 3]:
            if line.shape is not Shape.TEXT:
                break
            block.append(line)
        return len(block) >= 3 and all(len(line.text) <= _SHORT for line in block) and len(first.text) > 50

    def _sections(self) -> tuple[Section, ...]:
        """Each heading that remains, with its list: text of its own it has only where it was typed as a heading."""
        sections = []
        free = [line for line in self._lines if line.shape is not Shape.BLANK]
        at = 0
        while at < len(free):
            heading = free[at]
            at += 1
            if heading.shape is not Shape.HEADING or heading.number in self._kinds:
                continue
            content: list[Line] = []
            while at < len(free) and self._belongs(free[at], heading, content):
                content.append(free[at])
                at += 1
            if not content and (kind := self._kind_below(heading)):
                self._mark_heading(kind, heading)
                continue
            self._mark(Kind.SECTION, heading, *content)
            sections.append(_section(heading, content))
        return tuple(sections)

    def _kind_below(self, heading: Line) -> Kind | None:
        """What all of it was that a short heading, such as `Credits`, is left without."""
        below = next((line for line in self._lines[heading.number :] if line.shape not in _NOTHING), None)
        kind = self._kinds.get(below.number) if below else None
        is_short = len(heading.name.split()) <= _MOST_OF_A_LABEL
        return kind if is_short and kind in {Kind.PERSON, Kind.LINK, Kind.CHAPTER} else None

    def _belongs(self, line: Line, heading: Line, content: Sequence[Line]) -> bool:
        if line.shape is Shape.HEADING or line.number in self._kinds:
            return False
        typed = heading.raw.lstrip().startswith(("#", "**", "__"))
        after_list = bool(content) and content[-1].shape is Shape.ITEM
        return typed or line.shape is not Shape.TEXT or line.raw[:1].isspace() or not after_list


def _section(heading: Line, content: Sequence[Line]) -> Section:
    return Section(
        heading=heading.plain.rstrip(":： "),
        items=tuple(line.text for line in content if line.shape is Shape.ITEM),
        markdown=writing.markdown([heading, *content]),
        lines=tuple(line.number for line in [heading, *content]),
    )
