"""`manage.py catalogues`: the words that listeners read, from the sources into the catalogues of every language.

A tool for those who work on the site; it needs Babel, which no installation does. What the desk says is left out: it
speaks one language.
"""

import ast
import io
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

# By app, what listeners read. Of a Python file that says things to the desk as well, only the names after the colon.
SOURCES: Final[dict[str, tuple[str, ...]]] = {
    "podcast_site": ("templates/*.html",),
    "guests": ("templates/guests/**/*.html", "guests/languages.py"),
    "episodes": (
        "templates/episodes/**/*.html",
        "episodes/forms/question.py",
        "episodes/models/episode.py:Kind",
        "episodes/models/roles.py",
        "episodes/questions/asking.py",
        "episodes/questions/letters.py",
        "episodes/templatetags/episodes.py",
    ),
}
SOURCE_LANGUAGE: Final = "en"
_KEYWORDS: Final[Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
# As Django's own catalogues have them, with which ours are merged.
_PLURALS: Final = {
    "ar": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2"
        " : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"
    ),
    "de": "nplurals=2; plural=(n != 1);",
}


class Command(BaseCommand):
    help = "Bring what listeners read into the catalogues of all languages; with --check, say what they lack."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail where something is to be done")

    def handle(self, *_: Any, check: bool, **__: Any) -> None:
        lacks: list[str] = []
        for app, language in ((app, language) for app in SOURCES for language in languages()):
            path = catalogue(app, language)
            lacks += checked(app, language) if check else _updated(app, language)
            if not check:
                self.stdout.write(f"{path.relative_to(settings.BASE_DIR)} is up to date.")
        if lacks:
            raise CommandError("\n".join(lacks))


def languages() -> list[str]:
    """Those into which the words are translated."""
    return [language for language, _name in settings.LANGUAGES if language != SOURCE_LANGUAGE]


def catalogue(app: str, language: str) -> Path:
    return Path(settings.BASE_DIR) / app / "locale" / language / "LC_MESSAGES" / "django.po"


# --- Reading the sources ----------------------------------------------------------------------


def extracted(app: str) -> Catalog:
    """Every message of the sources of an app, with the files that say it."""
    base, found = Path(settings.BASE_DIR), Catalog(fuzzy=False)
    for pattern in SOURCES[app]:
        glob, _colon, names = pattern.partition(":")
        for path in sorted(base.glob(glob)):
            place = path.relative_to(base).as_posix()
            for words, comments, context in _messages(path, place, names.split()):
                found.add(words, locations=[(place, None)], auto_comments=comments, context=context)  # type: ignore[list-item]
    return found


def _messages(path: Path, place: str, names: list[str]) -> Iterator[tuple[Any, list[str], str | None]]:
    source = path.read_text("utf-8")
    if path.suffix == ".html":
        # What is no message is made of Xs by Django, on lines whose indentation means nothing.
        source = "\n".join(line.strip() for line in templatize(source, origin=place).splitlines())
    elif names:
        source = "\n".join(_only(source, names))
    found = extract("python", io.BytesIO(source.encode()), keywords=_KEYWORDS, comment_tags=["Translators:"])
    for _line, words, comments, context in found:
        yield words, comments, context


def _only(source: str, names: list[str]) -> Iterator[str]:
    """The parts of a module that define these classes and functions, wherever they stand."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name in names:
            yield ast.unparse(node)


# --- The catalogues ---------------------------------------------------------------------------


def _updated(app: str, language: str) -> list[str]:
    """Write both files, and return what is still to be translated."""
    path = catalogue(app, language)
    known = _read(path, language)
    known.update(extracted(app), no_fuzzy_matching=True)
    known.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_as_po(known, language))
    path.with_suffix(".mo").write_bytes(_as_mo(_read(path, language)))
    return [f"{path}: {words}" for words in _untranslated(known)]


def checked(app: str, language: str) -> list[str]:
    """What a catalogue lacks, has too much or has wrong, in sentences; nothing where all is well."""
    path, wanted = catalogue(app, language), extracted(app)
    place = path.relative_to(settings.BASE_DIR).as_posix()
    if not path.exists():
        return [f"{place} is missing: run `manage.py catalogues`."]
    known = _read(path, language)
    asked, there = ({(m.id, m.context) for m in each if m.id} for each in (wanted, known))
    lacks = [f"{place} lacks “{words}”: run `manage.py catalogues`, and translate it." for words, _c in asked - there]
    lacks += [f"{place} has “{words}”, which nothing says: run `manage.py catalogues`." for words, _c in there - asked]
    lacks += [f"{place}: “{words}” is to be translated." for words in _untranslated(known)]
    for message in known:
        lacks += [f"{place}: “{message.id}”: {error}" for error in message.check(known)]
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != _as_mo(known):
        lacks.append(f"{compiled.relative_to(settings.BASE_DIR)} is not what the .po says: run `manage.py catalogues`.")
    return sorted(lacks)


def _untranslated(known: Catalog) -> list[str]:
    return [str(message.id) for message in known if message.id and (message.fuzzy or not _is_whole(message))]


def _is_whole(message: Message) -> bool:
    said = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(said)


def _read(path: Path, language: str) -> Catalog:
    head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Plural-Forms: {_PLURALS[language]}\\n"\n'
    text = path.read_text("utf-8") if path.exists() else head
    return read_po(io.BytesIO(text.encode()), locale=language)


def _as_po(known: Catalog, language: str) -> bytes:
    """The messages by their place, without what changes at every run: dates, numbers of lines."""
    written = io.BytesIO()
    write_po(written, known, omit_header=True, include_lineno=False, sort_by_file=True, width=120)
    head = (
        'msgid ""\nmsgstr ""\n"Language: %s\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: %s\\n"\n\n'
    )
    return (head % (language, _PLURALS[language])).encode() + written.getvalue().rstrip() + b"\n"


class _Lasting(Catalog):
    """Its head says what programs need and nothing of when and by which Babel it was written."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", str(self.locale)),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Plural-Forms", _PLURALS[str(self.locale)]),
        ]


def _as_mo(known: Catalog) -> bytes:
    lasting, written = _Lasting(locale=known.locale, fuzzy=False), io.BytesIO()
    for message in known:
        if message.id:
            lasting[message.id] = message
    write_mo(written, lasting)
    return written.getvalue()
