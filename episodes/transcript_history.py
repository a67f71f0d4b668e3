"""Transcripts in the versions of an episode: by language and digest there, each text once beside them.

A transcript in a version is `{"language", "text", "remarks"}`; `text` is the digest under which it is kept.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import filterfalse, islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from episodes.models import Episode, Transcript, TranscriptText

# Lines of a change that are shown; a new transcript has thousands.
_SHOWN = 12

type Kept = list[dict[str, Any]]


def content_of(episode: Episode) -> Kept:
    """How the stored transcripts stand. One query."""
    return [
        {"language": each.language, "text": _digest(each.webvtt), "remarks": each.remarks}
        for each in episode.transcripts.all()
    ]


def keep(*, episode: Episode, content: Kept) -> None:
    """Keep the texts that `content` names, unless they are kept already. No query where there are none."""
    if not content:
        return
    known = set(TranscriptText.objects.filter(episode=episode).values_list("digest", flat=True))
    texts = {digest: each.webvtt for each in episode.transcripts.all() if (digest := _digest(each.webvtt)) not in known}
    TranscriptText.objects.bulk_create(
        [TranscriptText(episode=episode, digest=digest, webvtt=webvtt) for digest, webvtt in texts.items()],
        ignore_conflicts=True,
    )


def restore(*, episode: Episode, content: Kept) -> list[str]:
    """Let the transcripts stand as in `content`; return sentences about what is not kept any more."""
    if content_of(episode) == content:
        return []
    texts = texts_of(episode=episode, contents=[content])
    gone = [
        _("The transcript in “%(language)s” is not kept any more.") % {"language": each["language"]}
        for each in content
        if each["text"] not in texts
    ]
    rows = [
        Transcript(episode=episode, language=each["language"], webvtt=texts[each["text"]], remarks=each["remarks"])
        for each in content
        if each["text"] in texts
    ]
    episode.transcripts.all().delete()
    Transcript.objects.bulk_create(rows)
    return gone


def texts_of(*, episode: Episode, contents: Iterable[Kept]) -> dict[str, str]:
    """The kept texts by digest. One query."""
    digests = {each["text"] for content in contents for each in content}
    kept = TranscriptText.objects.filter(episode=episode, digest__in=digests)
    return dict(kept.values_list("digest", "webvtt"))


def differences(before: Kept, after: Kept, texts: Mapping[str, str]) -> tuple[Sequence[str], Sequence[str]]:
    """What went and what came, in lines: `en: 812 cues`, then the words that are different."""
    old, new = ({each["language"]: each["text"] for each in content} for content in (before, after))
    went, came = list[str](), list[str]()
    for language in dict.fromkeys([*old, *new]):
        if old.get(language) == new.get(language):
            continue
        texts_of_both = [texts.get(each.get(language, ""), "") for each in (old, new)]
        for lines, digests, text in zip((went, came), (old, new), texts_of_both, strict=True):
            if language in digests:
                lines.append(f"{language}: {_size(text)}")
        if language in old and language in new:
            was, is_now = (text.splitlines() for text in texts_of_both)
            # Not which lines moved: to find that out takes long where there are thousands.
            went += islice(filterfalse(set(is_now).__contains__, was), _SHOWN)
            came += islice(filterfalse(set(was).__contains__, is_now), _SHOWN)
    return went, came


def _size(webvtt: str) -> str:
    cues = webvtt.count(" --> ")
    return ngettext("%(count)d cue", "%(count)d cues", cues) % {"count": cues}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
