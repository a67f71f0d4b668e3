"""Who is named in a line, in which role: `Guest: Ana Sá, pilot`, `host Bo Li is joined by Ana Sá, a pilot at …`.

Rather nobody than somebody who is none: a name has a capital in each of its words and stands where
notes put names.
"""

import re
from collections.abc import Iterable, Iterator

from episodes.formats.notes import signs, words
from episodes.formats.notes.values import NotedPerson

LONGEST_NAME = 128
LONGEST_HEADLINE = 160
# How far behind its cue a name and what is said of it may reach.
_REACH = 320
_LONGEST_LABELLED = 400
_LONGEST_PROSE = 20_000
_MOST_PEOPLE = 50

_ADDRESS = re.compile(r"https?://|www\.|@\w")
_NEVER_NAMES = words.JOBS | words.ORGANISATIONS
_CHUNKS = re.compile(r"\s*[;；؛、/]\s*")
_PARTS = re.compile(r"\s*[,，،]\s*|\s+[-–—]\s+")
_ANDS = re.compile(r"\s+(?:and|&|und|et|y|e|en|\+)\s+")
_DASH = re.compile(r"\s+[-–—]\s+")
_SENTENCES = re.compile(r"(?<=\w)[.!]\s+(?=\w)")
_DECORATION = re.compile(r"^[\W_]+")
_REMARK = re.compile(r"(?P<name>[^()（）]{1,128}?)\s*[(（](?P<remark>[^()（）]{1,160})[)）]")
# With these a second part is what the one person is.
_ONE_PERSON = frozenset(
    {
        *("guest", "our guest", "host", "your host", "gast", "zu gast", "gastgeber", "gastgeberin", "moderation"),
        *("invité", "invitée", "invitado", "invitada", "convidado", "convidada", "ospite", "producer", "gastheer"),
    }
)


def _cues(*phrases: str) -> re.Pattern[str]:
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(phrase) for phrase in ordered)})(?!\w)", re.IGNORECASE)


_HOST_CUE = _cues(*words.BEFORE_HOST)
_GUEST_CUE = _cues(*words.BEFORE_GUEST, *words.BETWEEN_HOST_AND_GUEST)
_BETWEEN = _cues(*words.BETWEEN_HOST_AND_GUEST)
_INVERTED = _cues(*words.VERBS_BEFORE_HOST)
_MEETING = re.compile(r" (?:mit|met)(?= )")
_TITLE_CUE = _cues(*words.TITLE_WITH)
_SURE_TITLE_CUES = frozenset({"feat.", "ft.", "featuring", "w/"})
_CREDITED = _cues(*words.CREDITED)
# “With Ana Sá, a pilot, and Bo Li.” as a sentence of its own.
_COMPANY = re.compile(rf"(?:^|(?<=[.!?] ))(?:{'|'.join(words.COMPANY)}) ", re.IGNORECASE)
_TOKEN = re.compile(r"\S+")
_HEADLINE_END = re.compile(r"[.!?](?=\s|$)|[;)]|,? (?:and|und|et|y|e|en) (?=[^\W\d_]+ [^\W\d_]+[,.])")


def labelled(text: str, number: int) -> tuple[NotedPerson, ...]:
    """The people of `Guests: …`; none where the line is of another kind."""
    found = signs.LABEL.fullmatch(text) if len(text) <= _LONGEST_LABELLED else None
    if found is None or _ADDRESS.search(text):
        return ()
    label = found["label"].strip("*_ ").lower()
    role = words.ROLES.get(label)
    return listed(found["rest"], number, role, alone=label in _ONE_PERSON) if role else ()


def announced(text: str, number: int) -> tuple[NotedPerson, ...]:
    """The people of `With Ana Sá, a pilot`, `Produced by Bo Li. Music by Cy Day.`; none unless that is all of it."""
    text = _DECORATION.sub("", text)
    if len(text) > _LONGEST_LABELLED:
        return ()
    if company := _COMPANY.match(text):
        return _described(text[company.end() :], number)
    found: list[NotedPerson] = []
    for sentence in _SENTENCES.split(text):
        cue = _CREDITED.match(sentence)
        people = listed(sentence[cue.end() :], number, words.ROLES[cue[0].lower()]) if cue else ()
        if not people or any(" " not in person.name for person in people):
            return ()
        found += people
    return tuple(found)


def _described(text: str, number: int) -> tuple[NotedPerson, ...]:
    """Guests, of whom something is said: without that, capitals may be those of anything."""
    found = listed(text, number, "guest")
    is_sure = any(person.headline for person in found) and all(" " in person.name for person in found)
    return found if is_sure else ()


def listed(text: str, number: int, role: str, *, alone: bool = False) -> tuple[NotedPerson, ...]:
    """The people of `Ana Sá, pilot; Bo Li (keeper) and Cy Day`; none unless all of it is understood."""
    people: list[tuple[str, str]] = []
    if len(text) > _LONGEST_LABELLED or _ADDRESS.search(text):
        return ()
    for chunk in _CHUNKS.split(text.strip(" .*_")):
        before = len(people)
        parts = _PARTS.split(chunk)
        is_told = len(parts) == 2 or (len(dashed := _DASH.split(chunk)) == 2 and dashed[0] == parts[0])
        one = alone and is_told and not _ANDS.search(parts[0])
        for part in parts:
            found = [] if one and len(people) > before else _named(part, first=len(people) == before)
            if found:
                people += found
            elif len(people) > before:
                name, headline = people[-1]
                people[-1] = (name, f"{headline}, {part}" if headline else part)
            else:
                return ()
    if any(len(name) > LONGEST_NAME or len(headline) > LONGEST_HEADLINE for name, headline in people):
        return ()
    return tuple(_in_role(name, headline, role, number) for name, headline in people)


def _in_role(name: str, headline: str, role: str, number: int) -> NotedPerson:
    """The person; a headline that is a role, as in `Ana Sá – host`, is what the person is in the episode."""
    if said := words.ROLES.get(headline.lower()):
        return NotedPerson(name, "", said, (number,))
    return NotedPerson(name, headline[:1].upper() + headline[1:], role, (number,))


def _named(part: str, *, first: bool) -> list[tuple[str, str]]:
    """The names of `Ana Sá and Bo Li`, or the one of `Ana Sá (pilot)`; nothing unless all are names."""
    begun = part.split(" ", 1)
    if len(begun) == 2 and begun[0].lower() in words.AND:
        part = begun[1]
    found = []
    for piece in _ANDS.split(part):
        remark = _REMARK.fullmatch(piece)
        name = remark["name"] if remark else piece
        if not _is_name(name, least=1 if first else 2):
            return []
        found.append((name, remark["remark"] if remark else ""))
    return found


def _is_name(text: str, *, least: int) -> bool:
    tokens = text.split()
    if not 1 <= len(tokens) <= 6 or any(token.lower().strip(".") in _NEVER_NAMES for token in tokens):
        return False
    if not all(_begins_name(token) or token.lower() in words.PARTICLES for token in tokens):
        return False
    has_case = tokens[0][0].isupper()
    return _begins_name(tokens[0]) and _begins_name(tokens[-1]) and (len(tokens) >= least or not has_case)


def _begins_name(token: str) -> bool:
    """Whether the word is one of a name: a capital first, or letters of a script that has none."""
    letters = token.replace(".", "").replace("-", "").replace("’", "").replace("'", "").replace("·", "")
    first = letters[:1]
    return (first.isupper() and letters.isalpha()) or (letters.isalpha() and first.upper() == first.lower())


# --- In sentences -----------------------------------------------------------------------------


def in_prose(text: str, number: int) -> Iterator[NotedPerson]:
    """The hosts and guests of `In this episode, host Bo Li is joined by Ana Sá, a pilot at the port.`"""
    text = text[:_LONGEST_PROSE]
    for cue in _HOST_CUE.finditer(text):
        yield from _after(text, cue.end(), "host", number)
    for cue in _BETWEEN.finditer(text):
        if name := _name_before(text, cue.start()):
            yield NotedPerson(name, "", "host", (number,))
    for cue in _INVERTED.finditer(text):
        end, name, _ = _name_at(text[: cue.end() + _REACH], cue.end())
        if name and (found := _MEETING.match(text, end)):
            yield NotedPerson(name, "", "host", (number,))
            yield from _after(text, found.end(), "guest", number)
    for cue in _GUEST_CUE.finditer(text):
        yield from _after(text, cue.end(), "guest", number)
    for cue in _COMPANY.finditer(text):
        met = list(_after(text, cue.end(), "guest", number))
        yield from met if any(person.headline for person in met) else ()


def in_title(title: str, rest: str, number: int) -> Iterator[NotedPerson]:
    """The guest of `Open water, with Ana Sá`; after a mere “with” only one whom the rest names too."""
    for cue in _TITLE_CUE.finditer(title):
        for person in _after(title, cue.end(), "guest", number):
            if title.rstrip(" .)!").endswith(person.name) and (
                cue[0].lower() in _SURE_TITLE_CUES or person.name in rest
            ):
                yield person


def _after(text: str, at: int, role: str, number: int) -> Iterator[NotedPerson]:
    """Each person of the list of names that begins there."""
    window = text[at : at + _REACH]
    place = 0
    for _ in range(4):
        place, name, before = _name_at(window, place)
        if not name:
            return
        place, headline = _headline_at(window, place)
        yield NotedPerson(name, headline or before, role, (number,))
        joined = re.compile(r",?\s*(?:and|&|und|et|y|e|en)\s").match(window, place)
        if joined is None:
            return
        place = joined.end()


def _name_at(window: str, place: int) -> tuple[int, str, str]:
    """Where a name ends that begins there, the name, and what is said of its bearer before it."""
    before: list[str] = []
    name: list[str] = []
    end = place
    for token in _TOKEN.finditer(window, place):
        word = token[0].strip("*_“”\"':(")
        bare = word.rstrip(",.;:!?)").removesuffix("'s").removesuffix("’s")
        lower = bare.lower()
        if not name and (lower in words.HONORIFICS or not bare[:1].isupper()):
            if len(before) == 4 or (bare != word and lower not in words.HONORIFICS):
                return place, "", ""
            before += [] if lower in words.ARTICLES | words.HONORIFICS else [lower]
            continue
        if not (bare[:1].isupper() and _begins_name(bare)) and lower not in words.PARTICLES - words.AND:
            break
        name.append(bare if len(bare) > 1 or word == bare else f"{bare}.")
        end = token.start() + token[0].rindex(bare) + len(bare)
        if bare != word and len(bare) > 1:
            break
    while name and not name[-1][0].isupper():
        end -= len(name.pop()) + 1
    if before and before[-1] not in words.JOBS | {"guest", "guests", "host"}:
        return place, "", ""
    said = " ".join(before) if before and before[-1] in words.JOBS else ""
    if not 2 <= len(name) <= 6 or name[0].lower() in words.NOT_NAMES:
        return place, "", ""
    return end, " ".join(name), said[:1].upper() + said[1:]


def _headline_at(window: str, place: int) -> tuple[int, str]:
    """Where what is said of a person ends, and that, if it begins there: after a comma or in brackets."""
    opened = re.compile(r"[*_]{0,2}(?:,\s*|\s*\()").match(window, place)
    if opened is None:
        return place, ""
    found = _HEADLINE_END.search(window, opened.end())
    end = found.start() if found else len(window)
    said = window[opened.end() : end]
    for stop in words.AFTER_HEADLINE:
        said = said.partition(stop)[0]
    said = said.rstrip(" ,")
    end = opened.end() + len(said)
    first, _, others = said.partition(" ")
    lower = [word.strip(",.").lower() for word in said.split()]
    tells = any(word in words.JOBS for word in lower) or (
        first.lower() in words.ARTICLES and any(word in words.PLACES for word in lower)
    )
    if not said or not tells or len(said) > LONGEST_HEADLINE:
        return place, ""
    if first.lower() in words.ARTICLES:
        said = others
    return end, said[:1].upper() + said[1:]


def _name_before(text: str, at: int) -> str:
    name: list[str] = []
    for word in reversed(text[max(0, at - 80) : at].split()):
        if not (word[0].isupper() and _begins_name(word)) and word not in words.PARTICLES - words.AND:
            break
        name.insert(0, word)
    while name and (name[0].lower() in words.NOT_NAMES or not name[0][0].isupper()):
        del name[0]
    return " ".join(name) if 2 <= len(name) <= 5 else ""


def merged(people: Iterable[NotedPerson]) -> tuple[NotedPerson, ...]:
    """Everybody once, hosts first, with the first role and the first headline that were found."""
    found: dict[str, NotedPerson] = {}
    for person in people:
        key = person.name.casefold()
        known = found.get(key)
        if known is None:
            if len(found) < _MOST_PEOPLE:
                found[key] = person
            continue
        lines = tuple(sorted({*known.lines, *person.lines}))
        found[key] = NotedPerson(known.name, known.headline or person.headline, known.role, lines)
    return tuple(sorted(found.values(), key=lambda person: person.role != "host"))
