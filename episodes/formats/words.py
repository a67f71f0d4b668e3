"""Text → words as they are searched for: without case, accents and endings; unspaced scripts by pairs of characters."""

import itertools
import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

# Written without spaces between words, or with particles grown to them: found by pairs of neighbours.
_UNSPACED = (
    r"\u0e00-\u0eff"  # Thai, Lao
    r"\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    r"\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    r"\uac00-\ud7af"  # Hangul
)
_MARKS = "".join(chr(code) for code in range(0x10000) if unicodedata.category(chr(code)).startswith("M")) + "ﾞﾟ"
_APOSTROPHES = "'’ʼ＇"
_LETTER = rf"(?:[^\W_{_UNSPACED}]|[{_MARKS}])"
_RUN = re.compile(
    rf"[{_UNSPACED}{_MARKS}]*[{_UNSPACED}][{_UNSPACED}{_MARKS}]*|{_LETTER}+(?:[{_APOSTROPHES}]{_LETTER}+)*"
)
# The same in a text that has none of those characters, as most have not: found in half the time.
_IS_UNUSUAL = re.compile(rf"[{_UNSPACED}{_MARKS}]")
_PLAIN_RUN = re.compile(rf"[^\W_]+(?:[{_APOSTROPHES}][^\W_]+)*")
_CHARACTER = re.compile(rf"[{_MARKS}]*.[{_MARKS}]*")
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")

# Accents of alphabets, and vowel points that many leave out. Marks of other scripts make other letters.
_LEFT_OUT = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_SPECIAL = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})

_STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hu": "hungarian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}


class Word(NamedTuple):  # a tuple, since whole transcripts are read into them
    """A word of a text, or a pair of neighbours in an unspaced script.

    `folded` is without case and accents, `stem` without its ending too. `start` and `end` are where it stands in the
    text, in characters. `is_tail` is the last character of an unspaced run by itself, by which it is found alone.
    """

    folded: str
    stem: str
    start: int
    end: int
    is_tail: bool = False


def words(text: str, *, language: str = "") -> Iterator[Word]:
    """The words of `text` in order, stemmed by the rules of `language` (BCP 47) where there are any."""
    if not _IS_UNUSUAL.search(text):
        for run in _PLAIN_RUN.finditer(text):
            folded, stemmed = _known(run[0], language)
            if folded:
                start, end = run.span()
                yield Word(folded, stemmed, start, end)
        return
    for run in _RUN.finditer(text):
        found = run[0]
        if not found.isascii() and _IS_UNSPACED.search(found):
            yield from _pairs(found, run.start())
        elif (known := _known(found, language))[0]:
            yield Word(known[0], known[1], run.start(), run.end())


@lru_cache(maxsize=200_000)
def _known(word: str, language: str) -> tuple[str, str]:
    """Folded, and without its ending too."""
    folded = fold(word)
    return folded, stem(folded, language=language)


def _pairs(run: str, offset: int) -> Iterator[Word]:
    characters = _characters(run, offset)
    for first, second in itertools.pairwise(characters):
        pair = first[0] + second[0]
        yield Word(folded=pair, stem=pair, start=first[1], end=second[2])
    for last, start, end in characters[-1:]:
        yield Word(folded=last, stem=last, start=start, end=end, is_tail=True)


def _characters(run: str, offset: int) -> list[tuple[str, int, int]]:
    """Each character with its marks, folded, and where it stands; without those that Unicode has not given out yet."""
    found = [(fold(one[0]), offset + one.start(), offset + one.end()) for one in _CHARACTER.finditer(run)]
    return [character for character in found if character[0]]


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Without case, accents, apostrophes and width: `Dún` → `dun`, `Straße` → `strasse`, `ﾗｼﾞｵ` → `ラジオ`."""
    apart = unicodedata.normalize("NFKD", word).casefold()
    bare = _LEFT_OUT.sub("", apart).translate(_SPECIAL)
    together = unicodedata.normalize("NFKC", bare)
    return sys.intern("".join(one for one in together if one.isalnum() or one in _MARKS))


def stem(folded: str, *, language: str) -> str:
    """A folded word without its ending; as it is in a language whose endings we do not know."""
    name = _STEMMERS.get(language.partition("-")[0].lower())
    return sys.intern(_stemmer(name).stemWord(folded)) if name else folded


@lru_cache
def _stemmer(name: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(name)
